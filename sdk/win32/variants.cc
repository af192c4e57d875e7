// VARIANTs: clearing, copying, and changing their type; declared in win32/variants.h. Strings are
// bstr.cc.
#include "win32/variants.h"

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cwchar>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "win32/secure_strings.h"
#include "win32/utf.h"

namespace penstock::win32 {
namespace {

constexpr VARTYPE kIndirect = VT_BYREF | VT_ARRAY;

// A number on its way from one type to another: whole ones keep all their 64 bits.
struct Number {
  enum class Kind { kSigned, kUnsigned, kReal } kind;
  long long signed_value = 0;
  unsigned long long unsigned_value = 0;
  double real = 0;
};

Number whole(long long value) { return {Number::Kind::kSigned, value, 0, 0}; }
Number whole_unsigned(unsigned long long value) { return {Number::Kind::kUnsigned, 0, value, 0}; }
Number real(double value) { return {Number::Kind::kReal, 0, 0, value}; }

std::optional<Number> parse_number(const wchar_t* text) {
  if (text == nullptr || *text == 0) return std::nullopt;
  wchar_t* end = nullptr;
  errno = 0;
  const long long value = wcstoll(text, &end, 10);
  if (*end == 0 && errno == 0) return whole(value);
  const double approximate = wcstod(text, &end);
  return *end == 0 ? std::optional(real(approximate)) : std::nullopt;
}

std::optional<Number> number_of(const VARIANT& variant) {
  switch (variant.vt) {
    case VT_EMPTY:
      return whole(0);
    case VT_I1:
      return whole(static_cast<signed char>(variant.cVal));
    case VT_I2:
      return whole(variant.iVal);
    case VT_I4:
    case VT_INT:
    case VT_ERROR:
      return whole(variant.lVal);
    case VT_I8:
      return whole(variant.llVal);
    case VT_UI1:
      return whole(variant.bVal);
    case VT_UI2:
      return whole(variant.uiVal);
    case VT_UI4:
    case VT_UINT:
      return whole(variant.ulVal);
    case VT_UI8:
      return whole_unsigned(variant.ullVal);
    case VT_R4:
      return real(static_cast<double>(variant.fltVal));
    case VT_R8:
    case VT_DATE:
      return real(variant.dblVal);
    case VT_BOOL:
      return whole(variant.boolVal);
    case VT_BSTR:
      return parse_number(variant.bstrVal);
    default:
      return std::nullopt;
  }
}

// Reals are rounded to the nearest, to even in the middle. False when out of range.
template <class Integer>
bool to_integer(const Number& number, Integer& result) {
  using Limits = std::numeric_limits<Integer>;
  switch (number.kind) {
    case Number::Kind::kSigned:
      if (std::in_range<Integer>(number.signed_value)) {
        result = static_cast<Integer>(number.signed_value);
        return true;
      }
      return false;
    case Number::Kind::kUnsigned:
      if (std::in_range<Integer>(number.unsigned_value)) {
        result = static_cast<Integer>(number.unsigned_value);
        return true;
      }
      return false;
    case Number::Kind::kReal:
      break;
  }
  const double rounded = std::nearbyint(number.real);
  // The upper limit of 64 bits is no double; the power of two above every type's is.
  const double above = std::ldexp(1.0, Limits::digits);
  if (!(rounded >= static_cast<double>(Limits::min()) && rounded < above)) return false;
  result = static_cast<Integer>(rounded);
  return true;
}

double to_real(const Number& number) {
  switch (number.kind) {
    case Number::Kind::kSigned:
      return static_cast<double>(number.signed_value);
    case Number::Kind::kUnsigned:
      return static_cast<double>(number.unsigned_value);
    default:
      return number.real;
  }
}

bool is_true(const Number& number) {
  return number.signed_value != 0 || number.unsigned_value != 0 || number.real != 0;
}

std::wstring text_of(const Number& number) {
  wchar_t text[64];
  switch (number.kind) {
    case Number::Kind::kSigned:
      _i64tow_s(number.signed_value, text, 10);
      break;
    case Number::Kind::kUnsigned:
      _ui64tow_s(number.unsigned_value, text, 10);
      break;
    case Number::Kind::kReal:
      swprintf(text, std::size(text), L"%.15g", number.real);
      break;
  }
  return text;
}

HRESULT change_to_text(const VARIANT& source, USHORT flags, VARIANT& result) {
  std::wstring text;
  if (source.vt == VT_BOOL && (flags & VARIANT_ALPHABOOL) != 0) {
    text = source.boolVal != VARIANT_FALSE ? L"True" : L"False";
  } else if (source.vt != VT_EMPTY) {
    const std::optional<Number> number = number_of(source);
    if (!number) return DISP_E_TYPEMISMATCH;
    text = text_of(*number);
  }
  result.bstrVal = SysAllocStringLen(text.data(), static_cast<UINT>(text.size()));
  return result.bstrVal != nullptr ? S_OK : E_OUTOFMEMORY;
}

HRESULT change_to_bool(const VARIANT& source, VARIANT& result) {
  if (source.vt == VT_BSTR && source.bstrVal != nullptr) {
    const bool yes = _wcsicmp(source.bstrVal, L"True") == 0;
    if (yes || _wcsicmp(source.bstrVal, L"False") == 0) {
      result.boolVal = yes ? VARIANT_TRUE : VARIANT_FALSE;
      return S_OK;
    }
  }
  const std::optional<Number> number = number_of(source);
  if (!number) return DISP_E_TYPEMISMATCH;
  result.boolVal = is_true(*number) ? VARIANT_TRUE : VARIANT_FALSE;
  return S_OK;
}

bool store_number(const Number& number, VARIANT& result) {
  switch (result.vt) {
    case VT_I1: {
      signed char value = 0;
      const bool fits = to_integer(number, value);
      result.cVal = static_cast<CHAR>(value);
      return fits;
    }
    case VT_I2:
      return to_integer(number, result.iVal);
    case VT_I4:
    case VT_INT:
    case VT_ERROR:
      return to_integer(number, result.lVal);
    case VT_I8:
      return to_integer(number, result.llVal);
    case VT_UI1:
      return to_integer(number, result.bVal);
    case VT_UI2:
      return to_integer(number, result.uiVal);
    case VT_UI4:
    case VT_UINT:
      return to_integer(number, result.ulVal);
    case VT_UI8:
      return to_integer(number, result.ullVal);
    case VT_R4:
      result.fltVal = static_cast<FLOAT>(to_real(number));
      return true;
    default:
      result.dblVal = to_real(number);
      return true;
  }
}

bool is_number_type(VARTYPE type) {
  switch (type) {
    case VT_I1:
    case VT_I2:
    case VT_I4:
    case VT_I8:
    case VT_INT:
    case VT_UI1:
    case VT_UI2:
    case VT_UI4:
    case VT_UI8:
    case VT_UINT:
    case VT_ERROR:
    case VT_R4:
    case VT_R8:
    case VT_DATE:
      return true;
    default:
      return false;
  }
}

// Into an empty `result`.
HRESULT change(const VARIANT& source, USHORT flags, VARTYPE type, VARIANT& result) {
  if (source.vt == type) return VariantCopy(&result, &source);
  result.vt = type;
  if (type == VT_EMPTY) return S_OK;
  if (type == VT_BSTR) return change_to_text(source, flags, result);
  if (type == VT_BOOL) return change_to_bool(source, result);
  if (!is_number_type(type)) return DISP_E_TYPEMISMATCH;
  const std::optional<Number> number = number_of(source);
  if (!number) return DISP_E_TYPEMISMATCH;
  return store_number(*number, result) ? S_OK : DISP_E_OVERFLOW;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

VOID VariantInit(VARIANT* variant) { *variant = {}; }

HRESULT VariantClear(VARIANT* variant) {
  if ((variant->vt & VT_ARRAY) != 0) return DISP_E_BADVARTYPE;
  if (variant->vt == VT_BSTR) SysFreeString(variant->bstrVal);
  const bool holds_object = variant->vt == VT_UNKNOWN || variant->vt == VT_DISPATCH;
  if (holds_object && variant->punkVal != nullptr) variant->punkVal->Release();
  *variant = {};
  return S_OK;
}

HRESULT VariantCopy(VARIANT* destination, const VARIANT* source) {
  if (destination == source) return S_OK;
  if ((source->vt & VT_ARRAY) != 0) return DISP_E_BADVARTYPE;
  VARIANT copy = *source;
  if (source->vt == VT_BSTR && source->bstrVal != nullptr) {
    copy.bstrVal = SysAllocStringByteLen(reinterpret_cast<LPCSTR>(source->bstrVal),
                                         SysStringByteLen(source->bstrVal));
    if (copy.bstrVal == nullptr) return E_OUTOFMEMORY;
  }
  const bool holds_object = source->vt == VT_UNKNOWN || source->vt == VT_DISPATCH;
  if (holds_object && source->punkVal != nullptr) source->punkVal->AddRef();
  const HRESULT hr = VariantClear(destination);
  if (FAILED(hr)) {
    VariantClear(&copy);
    return hr;
  }
  *destination = copy;
  return S_OK;
}

HRESULT VariantChangeType(VARIANT* destination, const VARIANT* source, USHORT flags, VARTYPE type) {
  if ((source->vt & kIndirect) != 0 || (type & kIndirect) != 0) return DISP_E_TYPEMISMATCH;
  VARIANT result = {};
  const HRESULT changed = change(*source, flags, type, result);
  if (FAILED(changed)) return changed;
  const HRESULT cleared = VariantClear(destination);
  if (FAILED(cleared)) {
    VariantClear(&result);
    return cleared;
  }
  *destination = result;
  return S_OK;
}
