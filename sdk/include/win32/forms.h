// How one name serves the narrow and the wide form of a function: the unsuffixed name is a template
// over the character type, so that a NULL argument, which fits both forms equally, is not ambiguous
// but goes to the overload for std::nullptr_t. Used by the family headers beside it.
#ifndef PENSTOCK_SDK_WIN32_FORMS_H_
#define PENSTOCK_SDK_WIN32_FORMS_H_

namespace penstock_sdk {

// The one of the two functions that takes text of this type.
template <class Narrow, class Wide>
constexpr Narrow *PickForm(const char *, Narrow *narrow, Wide *) {
  return narrow;
}
template <class Narrow, class Wide>
constexpr Wide *PickForm(const wchar_t *, Narrow *, Wide *wide) {
  return wide;
}

}  // namespace penstock_sdk

#endif  // PENSTOCK_SDK_WIN32_FORMS_H_
