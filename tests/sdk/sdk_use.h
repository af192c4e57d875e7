// What the program written by tools/gen_sdk_use calls: recording of calls, slots of virtual tables,
// comparison of constants, and the count of rows checked. Valid from C++14.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

// HTTP_REQUEST_V2 derives from _V1, so offsetof on it is the compilers' extension; a recorder is
// made of one layer an interface level, each of which hides the other levels' overloads.
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
#pragma GCC diagnostic ignored "-Woverloaded-virtual"

// ---- failures and counts ----

struct Counts {
  int constants, fields, functions, methods, interfaces;
};

inline Counts& counted() {
  static Counts counts = {};
  return counts;
}
inline int& failures() {
  static int count = 0;
  return count;
}

inline void row() { ++counted().methods; }
inline void interface_row() { ++counted().interfaces; }

inline void expect(bool ok, const std::string& what) {
  if (ok) return;
  ++failures();
  std::fprintf(stderr, "sdk_use: %s\n", what.c_str());
}

// Constants, fields and functions are checked by static_assert, so they count as the generator
// wrote them; methods and interfaces count as their checks ran.
inline int finish(const Counts& rows) {
  expect(rows.methods == counted().methods, "not every method was checked");
  expect(rows.interfaces == counted().interfaces, "not every interface was checked");
  std::printf("C++%ld: %d methods, %d functions, %d interfaces, %d constants, %d fields checked\n",
              static_cast<long>(__cplusplus), rows.methods, rows.functions, rows.interfaces,
              rows.constants, rows.fields);
  return failures() == 0 ? 0 : 1;
}

// ---- constants ----

template <typename Char, std::size_t N, std::size_t M>
constexpr bool same_text(const Char (&a)[N], const Char (&b)[M]) {
  for (std::size_t i = 0; i < N && i < M; ++i) {
    if (a[i] != b[i]) return false;
  }
  return N == M;
}

constexpr bool same_guid(const GUID& a, const GUID& b) {
  for (int i = 0; i < 8; ++i) {
    if (a.Data4[i] != b.Data4[i]) return false;
  }
  return a.Data1 == b.Data1 && a.Data2 == b.Data2 && a.Data3 == b.Data3;
}

inline void expect_id(const char* name, const GUID& is, const GUID& wanted) {
  expect(same_guid(is, wanted), std::string(name) + " has another id");
}

// ---- calls ----

inline std::string& last_call() {
  static std::string name;
  return name;
}
inline std::vector<std::uint64_t>& last_values() {
  static std::vector<std::uint64_t> values;
  return values;
}

inline void forget() {
  last_call().clear();
  last_values().clear();
}

// An argument as a number, whatever its type: what a default value is compared as.
template <typename T>
std::uint64_t number(T value,
                     typename std::enable_if<!std::is_pointer<T>::value>::type* = nullptr) {
  return static_cast<std::uint64_t>(value);
}
template <typename T>
std::uint64_t number(T* value) {
  return reinterpret_cast<std::uintptr_t>(value);
}

template <typename... Values>
void record(const char* method, Values... values) {
  last_call() = method;
  last_values() = {values...};
}

// Some argument of type T.
template <typename T>
typename std::remove_reference<T>::type& any() {
  static typename std::remove_const<typename std::remove_reference<T>::type>::type value = {};
  return value;
}

inline void expect_called(const char* method) {
  expect(last_call() == method, std::string(method) + ": the call reached '" + last_call() + "'");
}

inline void expect_defaults(const char* method, const std::vector<std::uint64_t>& wanted) {
  expect_called(method);
  expect(last_values() == wanted, std::string(method) + ": another default value");
}

// ---- virtual tables (Itanium C++ ABI) ----

// The slot a pointer to a virtual member function stands for. Its first word is the offset in the
// table, plus one where the ABI marks virtual functions there (x86) rather than in the second word.
template <typename Method>
std::ptrdiff_t slot_of(Method method) {
  static_assert(sizeof method == 2 * sizeof(std::ptrdiff_t), "not an Itanium member pointer");
  std::ptrdiff_t words[2];
  std::memcpy(words, &method, sizeof words);
  const std::ptrdiff_t offset = words[0] & ~static_cast<std::ptrdiff_t>(1);
  return offset / static_cast<std::ptrdiff_t>(sizeof(void*));
}

template <typename Method>
void expect_slot(const char* name, Method method, std::ptrdiff_t wanted) {
  expect(slot_of(method) == wanted, std::string(name) + " is in slot " +
                                        std::to_string(slot_of(method)) + ", expected " +
                                        std::to_string(wanted));
}

// The destructor of a class derived from T runs when called through the slot.
template <typename T>
void expect_destructor_slot(const char* name, std::size_t slot) {
  struct Probe : T {
    explicit Probe(bool* gone) : gone_(gone) {}
    ~Probe() override { *gone_ = true; }
    bool* gone_;
  };
  bool gone = false;
  alignas(Probe) unsigned char storage[sizeof(Probe)];
  T* object = new (storage) Probe(&gone);
  typedef void (*Destructor)(void*);
  Destructor destructor;
  const void* const* table;
  std::memcpy(&table, static_cast<const void*>(object), sizeof table);
  std::memcpy(&destructor, &table[slot], sizeof destructor);
  destructor(object);
  expect(gone, std::string(name) + " is not in slot " + std::to_string(slot));
}

// ---- bases ----

inline void expect_same_address(const volatile void* a, const volatile void* b) {
  expect(a == b, "an interface and its base are at different addresses");
}

template <typename Derived, typename Base>
void expect_dynamic_cast(Base* base) {
  expect(dynamic_cast<Derived*>(base) != nullptr, "dynamic_cast to the derived interface failed");
}
