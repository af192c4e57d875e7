# Shared build rules: warnings, sanitizers, and the two functions every folder uses.

add_library(penstock_flags INTERFACE)
target_compile_options(penstock_flags INTERFACE -Wall -Wextra -Wshadow -Woverloaded-virtual
                                                -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports overlaps in std::string's own code that cannot happen (GCC bug 105651).
  target_compile_options(penstock_flags INTERFACE -Wno-restrict)
  if(PENSTOCK_SANITIZE)
    # Instrumented code of std::regex and std::optional looks uninitialized to it, and is not.
    target_compile_options(penstock_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(penstock_flags INTERFACE -Wthread-safety -Werror=thread-safety)
endif()
if(PENSTOCK_SANITIZE)
  add_compile_options(-fsanitize=${PENSTOCK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PENSTOCK_SANITIZE})
  if(PENSTOCK_SANITIZE MATCHES "undefined")
    # The check of dynamic types opens a pipe to see whether memory can be read, so it reports sound
    # objects once a test has used up the file descriptors.
    add_compile_options(-fno-sanitize=vptr)
  endif()
endif()

# penstock_layer(<folder> DEPS <libs>...): library penstock_<folder> of every *.cc below the current
# folder but *_test.cc, and, with PENSTOCK_TESTS, the test executable <folder>_tests of the rest.
function(penstock_layer name)
  cmake_parse_arguments(ARG "" "" "DEPS;TEST_DEPS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  if(sources)
    add_library(penstock_${name} STATIC ${sources})
    target_include_directories(penstock_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(penstock_${name} PRIVATE penstock_flags PUBLIC ${ARG_DEPS})
  else()
    add_library(penstock_${name} INTERFACE)
    target_include_directories(penstock_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(penstock_${name} INTERFACE ${ARG_DEPS})
  endif()
  if(PENSTOCK_TESTS AND tests)
    penstock_test(${name}_tests SOURCES ${tests} DEPS penstock_${name} ${ARG_TEST_DEPS})
  endif()
endfunction()

# penstock_test(<name> SOURCES ... DEPS ...): a GoogleTest executable, each test a CTest test.
function(penstock_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;DEPS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE penstock_flags ${ARG_DEPS} GTest::gtest GTest::gmock
                                        GTest::gtest_main)
  include(GoogleTest)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                       PROPERTIES TIMEOUT ${ARG_TIMEOUT})
endfunction()
