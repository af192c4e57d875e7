// The two helpers of ATL that server modules use: CComPtr and CComBSTR. Neighbours: win32/com.h,
// win32/variants.h; comutil.h has the compiler's own counterparts.
#ifndef PENSTOCK_SDK_ATLBASE_H_
#define PENSTOCK_SDK_ATLBASE_H_

#include <string>
#include <utility>

#include "windows.h"

// Throws E_OUTOFMEMORY and its like.
class CAtlException {
 public:
  explicit CAtlException(HRESULT hr = E_FAIL) noexcept : m_hr(hr) {}
  operator HRESULT() const noexcept { return m_hr; }
  HRESULT m_hr;
};
[[noreturn]] inline void AtlThrow(HRESULT hr) { throw CAtlException(hr); }

// A counted reference to a COM object. & and Attach take a reference over, = adds one.
template <class T>
class CComPtr {
 public:
  CComPtr() noexcept = default;
  CComPtr(decltype(nullptr)) noexcept {}
  CComPtr(T *object) noexcept : p(object) {
    if (p != nullptr) p->AddRef();
  }
  CComPtr(const CComPtr &other) noexcept : CComPtr(other.p) {}
  CComPtr(CComPtr &&other) noexcept : p(other.Detach()) {}
  ~CComPtr() { Release(); }

  T *operator=(T *object) noexcept {
    CComPtr(object).Swap(*this);
    return p;
  }
  T *operator=(const CComPtr &other) noexcept { return *this = other.p; }
  T *operator=(CComPtr &&other) noexcept {
    CComPtr(std::move(other)).Swap(*this);
    return p;
  }

  operator T *() const noexcept { return p; }
  T &operator*() const noexcept { return *p; }
  T *operator->() const noexcept { return p; }
  // For an out parameter. The pointer must be empty: what it held would be lost.
  T **operator&() noexcept {
    _ASSERTE(p == nullptr);
    return &p;
  }
  bool operator!() const noexcept { return p == nullptr; }

  void Release() noexcept {
    if (T *object = Detach()) object->Release();
  }
  void Attach(T *object) noexcept {
    Release();
    p = object;
  }
  T *Detach() noexcept { return std::exchange(p, nullptr); }
  HRESULT CopyTo(T **target) noexcept {
    if (target == nullptr) return E_POINTER;
    *target = p;
    if (p != nullptr) p->AddRef();
    return S_OK;
  }
  HRESULT CoCreateInstance(REFCLSID clsid, LPUNKNOWN outer = nullptr, DWORD context = CLSCTX_ALL) {
    _ASSERTE(p == nullptr);
    return ::CoCreateInstance(clsid, outer, context, __uuidof(T), reinterpret_cast<void **>(&p));
  }
  template <class Q>
  HRESULT QueryInterface(Q **target) const {
    return p->QueryInterface(__uuidof(Q), reinterpret_cast<void **>(target));
  }

  T *p = nullptr;

 private:
  void Swap(CComPtr &other) noexcept { std::swap(p, other.p); }
};

// An owned BSTR. A failed allocation throws E_OUTOFMEMORY; NULL stays NULL.
class CComBSTR {
 public:
  CComBSTR() noexcept = default;
  CComBSTR(int size) : m_str(Checked(SysAllocStringLen(nullptr, static_cast<UINT>(size)))) {}
  CComBSTR(LPCWSTR text) : m_str(text != nullptr ? Checked(SysAllocString(text)) : nullptr) {}
  CComBSTR(int size, LPCWSTR text)
      : m_str(Checked(SysAllocStringLen(text, static_cast<UINT>(size)))) {}
  CComBSTR(LPCSTR text) : m_str(_bstr_t(text).Detach()) {}
  CComBSTR(const CComBSTR &other) : m_str(other.Copy()) {}
  CComBSTR(CComBSTR &&other) noexcept : m_str(other.Detach()) {}
  ~CComBSTR() { Empty(); }

  CComBSTR &operator=(CComBSTR other) noexcept {
    std::swap(m_str, other.m_str);
    return *this;
  }

  operator BSTR() const noexcept { return m_str; }
  BSTR *operator&() noexcept { return &m_str; }
  bool operator!() const noexcept { return m_str == nullptr; }
  unsigned int Length() const noexcept { return SysStringLen(m_str); }
  unsigned int ByteLength() const noexcept { return SysStringByteLen(m_str); }

  BSTR Copy() const {
    return m_str != nullptr ? Checked(SysAllocStringLen(m_str, Length())) : nullptr;
  }
  HRESULT CopyTo(BSTR *target) const {
    if (target == nullptr) return E_POINTER;
    *target = Copy();
    return S_OK;
  }
  void Attach(BSTR text) noexcept {
    if (text == m_str) return;
    Empty();
    m_str = text;
  }
  BSTR Detach() noexcept { return std::exchange(m_str, nullptr); }
  void Empty() noexcept {
    SysFreeString(m_str);
    m_str = nullptr;
  }
  HRESULT Append(LPCWSTR text) { return text != nullptr ? Append(text, wcslen(text)) : S_OK; }
  HRESULT Append(LPCWSTR text, size_t size) {
    const std::wstring whole = View() + std::wstring(text, size);
    Attach(Checked(SysAllocStringLen(whole.data(), static_cast<UINT>(whole.size()))));
    return S_OK;
  }
  CComBSTR &operator+=(LPCWSTR text) {
    Append(text);
    return *this;
  }
  CComBSTR &operator+=(const CComBSTR &text) {
    const std::wstring other = text.View();
    Append(other.data(), other.size());
    return *this;
  }
  bool operator==(LPCWSTR text) const { return View() == (text != nullptr ? text : L""); }
  bool operator!=(LPCWSTR text) const { return !(*this == text); }
  bool operator==(const CComBSTR &other) const { return View() == other.View(); }
  bool operator!=(const CComBSTR &other) const { return !(*this == other); }
  bool operator<(const CComBSTR &other) const { return View() < other.View(); }

  BSTR m_str = nullptr;

 private:
  static BSTR Checked(BSTR text) {
    if (text == nullptr) AtlThrow(E_OUTOFMEMORY);
    return text;
  }
  std::wstring View() const {
    return m_str != nullptr ? std::wstring(m_str, Length()) : std::wstring();
  }
};

#endif  // PENSTOCK_SDK_ATLBASE_H_
