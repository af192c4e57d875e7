# Installs the SDK, component "sdk": headers, the library behind <windows.h>, and what
# find_package(Penstock) and pkg-config read. Tested by tests/sdk/check_install.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Penstock)
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH PENSTOCK_PC_PREFIX /${pkgconfig_dir} /)
string(REGEX REPLACE "/$" "" PENSTOCK_PC_PREFIX "${PENSTOCK_PC_PREFIX}")

configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/PenstockConfig.cmake.in ${CMAKE_BINARY_DIR}/sdk/PenstockConfig.cmake
  INSTALL_DESTINATION ${package_dir} PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/sdk/PenstockConfigVersion.cmake
                                 COMPATIBILITY SameMajorVersion)
configure_file(${CMAKE_CURRENT_LIST_DIR}/penstock.pc.in ${CMAKE_BINARY_DIR}/sdk/penstock.pc @ONLY)

install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR}/../include/
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/penstock COMPONENT sdk
        FILES_MATCHING PATTERN "*.h" PATTERN "msxml6.dll")
install(FILES ${CMAKE_BINARY_DIR}/sdk/PenstockConfig.cmake
              ${CMAKE_BINARY_DIR}/sdk/PenstockConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/PenstockModule.cmake
        DESTINATION ${package_dir} COMPONENT sdk)
install(FILES ${CMAKE_BINARY_DIR}/sdk/penstock.pc DESTINATION ${pkgconfig_dir} COMPONENT sdk)
install(TARGETS penstock_win32 LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT sdk)
