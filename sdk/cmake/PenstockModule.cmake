# penstock_add_module: how a CMake project builds a server module. Part of find_package(Penstock);
# PenstockConfig.cmake.in, beside this file, defines the target it links.

# penstock_add_module(<name> <sources>...): <name>.so, ready for `penstock module install`. Its
# symbols are hidden but for the entry points, which the SDK's headers declare visible, so that two
# modules cannot get into each other's way.
function(penstock_add_module name)
  add_library(${name} MODULE ${ARGN})
  target_link_libraries(${name} PRIVATE Penstock::sdk)
  set_target_properties(${name} PROPERTIES PREFIX "" CXX_VISIBILITY_PRESET hidden
                                           VISIBILITY_INLINES_HIDDEN ON)
  # A library with unique symbols can never be unloaded.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${name} PRIVATE -fno-gnu-unique)
  endif()
endfunction()
