// Tests of com.cc, bstr.cc, variants.cc and of the helper classes in win32/com_support.h.
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <thread>

#include "penstock/host.h"
#include "windows.h"

class IGreeting : public IUnknown {
 public:
  virtual int STDMETHODCALLTYPE Greet() = 0;
};
PENSTOCK_DEFINE_UUID(IGreeting, 0x11111111, 0x2222, 0x3333, 0x44, 0x44, 0x55, 0x55, 0x55, 0x55,
                     0x55, 0x55);

namespace {

class Greeting final : public IGreeting {
 public:
  explicit Greeting(int* alive) : alive_(alive) { ++*alive_; }
  virtual ~Greeting() { --*alive_; }

  using IUnknown::QueryInterface;
  HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** object) override {
    *object = nullptr;
    if (iid != __uuidof(IUnknown) && iid != __uuidof(IGreeting)) return E_NOINTERFACE;
    AddRef();
    *object = static_cast<IGreeting*>(this);
    return S_OK;
  }
  ULONG STDMETHODCALLTYPE AddRef() override { return ++references_; }
  ULONG STDMETHODCALLTYPE Release() override {
    const ULONG left = --references_;
    if (left == 0) delete this;
    return left;
  }
  int STDMETHODCALLTYPE Greet() override { return 7; }

 private:
  int* const alive_;
  ULONG references_ = 1;
};

HRESULT make_greeting(void* context, REFIID iid, void** object) {
  auto* greeting = new Greeting(static_cast<int*>(context));
  const HRESULT hr = greeting->QueryInterface(iid, object);
  greeting->Release();
  return hr;
}

constexpr CLSID kGreetingClass = {0xAAAAAAAA, 1, 2, {3}};

TEST(Com, MakesObjectsOfRegisteredClasses) {
  std::thread([] {
    int alive = 0;
    IGreeting* greeting = nullptr;
    void** const out = reinterpret_cast<void**>(&greeting);
    penstock_register_class(kGreetingClass, make_greeting, &alive);
    EXPECT_EQ(CoCreateInstance(kGreetingClass, NULL, CLSCTX_INPROC_SERVER, __uuidof(greeting), out),
              CO_E_NOTINITIALIZED);
    EXPECT_EQ(CoInitializeEx(NULL, COINIT_MULTITHREADED), S_OK);
    EXPECT_EQ(CoInitializeEx(NULL, COINIT_MULTITHREADED), S_FALSE);
    EXPECT_EQ(CoInitialize(NULL), RPC_E_CHANGED_MODE);
    ASSERT_EQ(CoCreateInstance(kGreetingClass, NULL, CLSCTX_INPROC_SERVER, __uuidof(greeting), out),
              S_OK);
    EXPECT_EQ(greeting->Greet(), 7);
    IUnknown* unknown = nullptr;
    EXPECT_EQ(greeting->QueryInterface(&unknown), S_OK);
    EXPECT_EQ(unknown->Release(), 1u);
    EXPECT_EQ(greeting->Release(), 0u);
    EXPECT_EQ(alive, 0);
    penstock_register_class(kGreetingClass, nullptr, nullptr);
    EXPECT_EQ(CoCreateInstance(kGreetingClass, NULL, CLSCTX_ALL, __uuidof(IGreeting), out),
              REGDB_E_CLASSNOTREG);
    CoUninitialize();
    CoUninitialize();
  }).join();
}

TEST(Bstr, CarriesItsLength) {
  BSTR text = SysAllocString(L"abc");
  EXPECT_EQ(SysStringLen(text), 3u);
  EXPECT_EQ(SysStringByteLen(text), 3 * sizeof(WCHAR));
  EXPECT_TRUE(SysReAllocString(&text, L"longer"));
  EXPECT_EQ(SysStringLen(text), 6u);
  SysFreeString(text);
  BSTR embedded = SysAllocStringLen(L"a\0b", 3);
  EXPECT_EQ(SysStringLen(embedded), 3u);
  EXPECT_EQ(embedded[2], L'b');
  EXPECT_EQ(embedded[3], L'\0');
  SysFreeString(embedded);
  EXPECT_EQ(SysAllocString(NULL), nullptr);
  EXPECT_EQ(SysStringLen(NULL), 0u);
  SysFreeString(NULL);
}

TEST(Variants, CopyOwnsWhatItHolds) {
  int alive = 0;
  VARIANT source;
  VariantInit(&source);
  source.vt = VT_UNKNOWN;
  source.punkVal = new Greeting(&alive);
  VARIANT copy;
  VariantInit(&copy);
  EXPECT_EQ(VariantCopy(&copy, &source), S_OK);
  EXPECT_EQ(VariantClear(&source), S_OK);
  EXPECT_EQ(source.vt, VT_EMPTY);
  EXPECT_EQ(alive, 1);
  EXPECT_EQ(VariantClear(&copy), S_OK);
  EXPECT_EQ(alive, 0);
}

TEST(Variants, ChangeBetweenTextAndNumbers) {
  VARIANT value;
  VariantInit(&value);
  value.vt = VT_BSTR;
  value.bstrVal = SysAllocString(L"-12");
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_I4), S_OK);
  EXPECT_EQ(value.lVal, -12);
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_UI1), DISP_E_OVERFLOW);
  EXPECT_EQ(value.vt, VT_I4);
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_BSTR), S_OK);
  EXPECT_STREQ(value.bstrVal, L"-12");
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_UNKNOWN), DISP_E_TYPEMISMATCH);
  VariantClear(&value);
}

TEST(Variants, KeepAll64BitsAndRoundToEven) {
  VARIANT value = {};
  value.vt = VT_UI8;
  value.ullVal = std::numeric_limits<ULONGLONG>::max();
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_I8), DISP_E_OVERFLOW);
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_BSTR), S_OK);
  EXPECT_STREQ(value.bstrVal, L"18446744073709551615");
  VariantClear(&value);
  value.vt = VT_R8;
  value.dblVal = 2.5;
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_I2), S_OK);
  EXPECT_EQ(value.iVal, 2);
  value.vt = VT_R8;
  value.dblVal = 9.3e18;
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_I8), DISP_E_OVERFLOW);
}

TEST(Variants, BooleansAndText) {
  VARIANT value = {};
  value.vt = VT_BOOL;
  value.boolVal = VARIANT_TRUE;
  EXPECT_EQ(VariantChangeType(&value, &value, VARIANT_ALPHABOOL, VT_BSTR), S_OK);
  EXPECT_STREQ(value.bstrVal, L"True");
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_BOOL), S_OK);
  EXPECT_EQ(value.boolVal, VARIANT_TRUE);
  EXPECT_EQ(VariantChangeType(&value, &value, 0, VT_I2), S_OK);
  EXPECT_EQ(value.iVal, -1);
  _variant_t word(L"maybe");
  EXPECT_EQ(VariantChangeType(&word, &word, 0, VT_BOOL), DISP_E_TYPEMISMATCH);
}

TEST(BstrClass, ConvertsAndConcatenates) {
  _bstr_t text(L"zw\u00f6lf");
  EXPECT_STREQ(static_cast<const char*>(text), "zw\xC3\xB6lf");
  EXPECT_EQ(text.length(), 5u);
  _bstr_t narrow("\xC3\xA9");
  EXPECT_STREQ(static_cast<const wchar_t*>(narrow), L"\u00e9");
  text += narrow;
  EXPECT_TRUE(text == _bstr_t(L"zw\u00f6lf\u00e9"));
  _bstr_t copy = text;
  copy = L"other";
  EXPECT_TRUE(text != copy);
  _bstr_t moved = std::move(copy);
  EXPECT_TRUE(!copy);
  EXPECT_STREQ(static_cast<const wchar_t*>(moved), L"other");
  char out[16];
  EXPECT_EQ(sprintf_s(out, "%S", moved), 5);
}

TEST(VariantClass, HoldsValues) {
  _variant_t number(LONG(5));
  EXPECT_EQ(number.vt, VT_I4);
  const _bstr_t text = number;
  EXPECT_STREQ(static_cast<const wchar_t*>(text), L"5");
  _variant_t copy = _variant_t(L"text");
  copy = number;
  EXPECT_EQ(copy.lVal, 5);
  EXPECT_THROW(_variant_t(L"x").ChangeType(VT_I4), _com_error);
}

TEST(ComError, CarriesCodeAndText) {
  try {
    _com_raise_error(E_OUTOFMEMORY);
    FAIL();
  } catch (const _com_error& error) {
    EXPECT_EQ(error.Error(), E_OUTOFMEMORY);
    EXPECT_FALSE(std::basic_string<TCHAR>(error.ErrorMessage()).empty());
    EXPECT_TRUE(!error.Description());
  }
}

}  // namespace
