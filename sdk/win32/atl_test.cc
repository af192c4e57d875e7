// CComPtr, CComBSTR and __try: what sources take from ATL and from the original's compiler.
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#include "atlbase.h"

namespace {

class Counted final : public IUnknown {
 public:
  HRESULT QueryInterface(REFIID iid, void** object) override {
    *object = iid == __uuidof(IUnknown) ? this : nullptr;
    if (*object == nullptr) return E_NOINTERFACE;
    AddRef();
    return S_OK;
  }
  ULONG AddRef() override { return ++references; }
  ULONG Release() override { return --references; }

  std::atomic<ULONG> references{0};
};

TEST(ComPtr, CountsReferences) {
  Counted object;
  {
    CComPtr<IUnknown> first(&object);
    EXPECT_EQ(object.references, 1u);
    CComPtr<IUnknown> second = first;
    EXPECT_EQ(object.references, 2u);
    first = second;
    first = first.p;
    EXPECT_EQ(object.references, 2u);
    CComPtr<IUnknown> moved = std::move(second);
    EXPECT_TRUE(!second);
    EXPECT_EQ(object.references, 2u);
    first = nullptr;
    EXPECT_EQ(object.references, 1u);
  }
  EXPECT_EQ(object.references, 0u);
}

TEST(ComPtr, TakesOverAndGivesAway) {
  Counted object;
  CComPtr<IUnknown> pointer;
  ASSERT_EQ(object.QueryInterface(__uuidof(IUnknown), reinterpret_cast<void**>(&pointer)), S_OK);
  EXPECT_EQ(object.references, 1u);
  IUnknown* copy = nullptr;
  EXPECT_EQ(pointer.CopyTo(&copy), S_OK);
  EXPECT_EQ(object.references, 2u);
  EXPECT_EQ(pointer.Detach(), &object);
  EXPECT_TRUE(pointer == nullptr);
  pointer.Attach(copy);
  pointer.Release();
  EXPECT_EQ(object.references, 1u);
}

TEST(ComBstr, OwnsItsText) {
  CComBSTR text(L"one");
  text.Append(L" two");
  text += L"!";
  EXPECT_EQ(text.Length(), 8u);
  EXPECT_EQ(text.ByteLength(), 8 * sizeof(WCHAR));
  EXPECT_TRUE(text == L"one two!");
  CComBSTR copy = text;
  EXPECT_TRUE(copy == text);
  EXPECT_NE(copy.m_str, text.m_str);
  copy += text;
  EXPECT_TRUE(copy == L"one two!one two!");
  copy = CComBSTR("\xC3\xA9");
  EXPECT_TRUE(copy == L"\u00e9");
  BSTR raw = text.Detach();
  EXPECT_TRUE(!text);
  text.Attach(raw);
  text.Attach(raw);
  EXPECT_STREQ(static_cast<BSTR>(text), L"one two!");
  text.Empty();
  EXPECT_EQ(text.Length(), 0u);
}

TEST(ComBstr, NullStaysNullAndEmbeddedZerosStay) {
  CComBSTR none(static_cast<LPCWSTR>(nullptr));
  EXPECT_TRUE(!none);
  EXPECT_TRUE(none == L"");
  const CComBSTR zeros(3, L"a\0b");
  EXPECT_EQ(zeros.Length(), 3u);
  EXPECT_EQ(CComBSTR(zeros).Length(), 3u);
  EXPECT_EQ(none.CopyTo(nullptr), E_POINTER);
}

TEST(StructuredExceptions, CatchWhatIsThrown) {
  DWORD code = 0;
  __try {
    throw std::runtime_error("thrown");
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    code = GetExceptionCode();
  }
  EXPECT_EQ(code, 0xE06D7363u);
}

}  // namespace
