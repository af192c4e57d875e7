// The compiler's COM helper classes: _bstr_t, _variant_t, _com_error. Neighbours: variants.h,
// com.h; comdef.h and comutil.h are names for this header.
#ifndef PENSTOCK_SDK_WIN32_COM_SUPPORT_H_
#define PENSTOCK_SDK_WIN32_COM_SUPPORT_H_

#include <wchar.h>

#include <string>
#include <utility>

#include "debug.h"
#include "memory.h"
#include "text.h"
#include "variants.h"

// An owned BSTR with conversions from and to both text forms. Copies share nothing.
class _bstr_t {
 public:
  _bstr_t() noexcept : string_(nullptr) {}
  _bstr_t(const wchar_t *text) : string_(SysAllocString(text)) {}
  _bstr_t(const char *text) : string_(Widen(text)) {}
  // With `copy` false, takes the string over.
  _bstr_t(BSTR string, bool copy)
      : string_(copy && string != nullptr ? SysAllocStringLen(string, SysStringLen(string))
                                          : string) {}
  _bstr_t(const _bstr_t &other) : _bstr_t(other.string_, true) {}
  _bstr_t(_bstr_t &&other) noexcept : string_(other.Detach()) {}
  ~_bstr_t() { SysFreeString(string_); }

  _bstr_t &operator=(_bstr_t other) noexcept {
    std::swap(string_, other.string_);
    std::swap(narrow_, other.narrow_);
    return *this;
  }

  unsigned int length() const noexcept { return SysStringLen(string_); }
  bool operator!() const noexcept { return string_ == nullptr; }
  operator const wchar_t *() const noexcept { return string_; }
  operator wchar_t *() const noexcept { return string_; }
  // UTF-8; valid until the object changes or goes.
  operator const char *() const { return Narrow(); }
  operator char *() const { return const_cast<char *>(Narrow()); }

#if __cplusplus < 201703L
  // The original's compiler takes `std::wstring text = bstr;`, and so for std::string. Sources that
  // can be compiled as C++17 have `text = bstr` instead, which this would make ambiguous
  // (docs/porting.md).
  operator std::wstring() const { return View(); }
  operator std::string() const { return string_ != nullptr ? Narrow() : std::string(); }
#endif

  BSTR &GetBSTR() noexcept { return string_; }
  BSTR *GetAddress() {
    Attach(nullptr);
    return &string_;
  }
  BSTR copy() const { return string_ != nullptr ? SysAllocStringLen(string_, length()) : nullptr; }
  void Attach(BSTR string) {
    SysFreeString(string_);
    string_ = string;
    narrow_.clear();
  }
  BSTR Detach() noexcept { return std::exchange(string_, nullptr); }
  void Assign(BSTR string) { *this = _bstr_t(string, true); }

  _bstr_t &operator+=(const _bstr_t &other) {
    const std::wstring whole = View() + other.View();
    Attach(SysAllocStringLen(whole.data(), static_cast<UINT>(whole.size())));
    return *this;
  }
  _bstr_t operator+(const _bstr_t &other) const { return _bstr_t(*this) += other; }
  friend _bstr_t operator+(const wchar_t *left, const _bstr_t &right) {
    return _bstr_t(left) += right;
  }
  friend _bstr_t operator+(const char *left, const _bstr_t &right) {
    return _bstr_t(left) += right;
  }
  bool operator==(const _bstr_t &other) const { return View() == other.View(); }
  bool operator!=(const _bstr_t &other) const { return View() != other.View(); }
  bool operator<(const _bstr_t &other) const { return View() < other.View(); }

 private:
  static BSTR Widen(const char *text) {
    if (text == nullptr) return nullptr;
    const int size = MultiByteToWideChar(CP_UTF8, 0, text, -1, nullptr, 0);
    if (size == 0) return nullptr;
    BSTR string = SysAllocStringLen(nullptr, static_cast<UINT>(size - 1));
    if (string != nullptr) MultiByteToWideChar(CP_UTF8, 0, text, -1, string, size);
    return string;
  }
  const char *Narrow() const {
    if (string_ == nullptr) return nullptr;
    const int size = WideCharToMultiByte(CP_UTF8, 0, string_, -1, nullptr, 0, nullptr, nullptr);
    narrow_.resize(static_cast<size_t>(size));
    WideCharToMultiByte(CP_UTF8, 0, string_, -1, &narrow_[0], size, nullptr, nullptr);
    return narrow_.c_str();
  }
  std::wstring View() const {
    return string_ != nullptr ? std::wstring(string_, length()) : std::wstring();
  }

  BSTR string_;
  mutable std::string narrow_;  // the last narrow form given out
};

// A VARIANT that clears itself.
class _variant_t : public tagVARIANT {
 public:
  _variant_t() noexcept { VariantInit(this); }
  _variant_t(const VARIANT &other) : _variant_t() { VariantCopy(this, &other); }
  _variant_t(const _variant_t &other) : _variant_t(static_cast<const VARIANT &>(other)) {}
  _variant_t(short value) noexcept : _variant_t(VT_I2) { iVal = value; }
  _variant_t(LONG value, VARTYPE type = VT_I4) noexcept : _variant_t(static_cast<VARENUM>(type)) {
    lVal = value;
  }
  _variant_t(ULONG value) noexcept : _variant_t(VT_UI4) { ulVal = value; }
  _variant_t(LONGLONG value) noexcept : _variant_t(VT_I8) { llVal = value; }
  _variant_t(ULONGLONG value) noexcept : _variant_t(VT_UI8) { ullVal = value; }
  _variant_t(double value) noexcept : _variant_t(VT_R8) { dblVal = value; }
  _variant_t(bool value) noexcept : _variant_t(VT_BOOL) {
    boolVal = value ? VARIANT_TRUE : VARIANT_FALSE;
  }
  _variant_t(const wchar_t *text) : _variant_t(VT_BSTR) { bstrVal = SysAllocString(text); }
  _variant_t(const char *text) : _variant_t(VT_BSTR) { bstrVal = _bstr_t(text).Detach(); }
  _variant_t(const _bstr_t &text) : _variant_t(VT_BSTR) { bstrVal = text.copy(); }
  ~_variant_t() { VariantClear(this); }

  _variant_t &operator=(const _variant_t &other) {
    if (this != &other) VariantCopy(this, &other);
    return *this;
  }
  HRESULT Clear() { return VariantClear(this); }
  void ChangeType(VARTYPE type, const _variant_t *source = nullptr);
  operator _bstr_t() const;

 private:
  explicit _variant_t(VARENUM type) noexcept {
    VariantInit(this);
    vt = static_cast<VARTYPE>(type);
  }
};

// A failed HRESULT as an exception.
class _com_error {
 public:
  explicit _com_error(HRESULT hr) : hr_(hr) {}
  _com_error(HRESULT hr, const _bstr_t &description) : hr_(hr), description_(description) {}
  virtual ~_com_error() = default;
  _com_error(const _com_error &) = default;
  _com_error &operator=(const _com_error &) = default;

  HRESULT Error() const noexcept { return hr_; }
  // The Win32 code, when the HRESULT carries one.
  WORD WCode() const noexcept {
    return HRESULT_FACILITY(hr_) == FACILITY_ITF && HRESULT_CODE(hr_) >= 0x200
               ? static_cast<WORD>(HRESULT_CODE(hr_) - 0x200)
               : static_cast<WORD>(0);
  }
  // The system's text for the code; lives as long as this object.
  const TCHAR *ErrorMessage() const {
    if (message_.empty()) LoadMessage();
    return message_.c_str();
  }
  // What the failing object said about it; empty when it said nothing.
  _bstr_t Description() const { return description_; }
  _bstr_t Source() const { return _bstr_t(); }

 private:
  void LoadMessage() const {
    TCHAR text[512];
    const DWORD size = FormatMessage(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
                                     nullptr, static_cast<DWORD>(hr_), 0, text, 512, nullptr);
    message_.assign(text, size);
  }

  HRESULT hr_;
  _bstr_t description_;
  mutable std::basic_string<TCHAR> message_;
};

inline void _com_raise_error(HRESULT hr) { throw _com_error(hr); }
inline void _com_issue_error(HRESULT hr) { throw _com_error(hr); }

inline void _variant_t::ChangeType(VARTYPE type, const _variant_t *source) {
  const HRESULT hr = VariantChangeType(this, source != nullptr ? source : this, 0, type);
  if (FAILED(hr)) _com_issue_error(hr);
}
inline _variant_t::operator _bstr_t() const {
  if (vt == VT_BSTR) return _bstr_t(bstrVal, true);
  _variant_t text;
  text.ChangeType(VT_BSTR, this);
  return _bstr_t(text.bstrVal, true);
}

#endif  // PENSTOCK_SDK_WIN32_COM_SUPPORT_H_
