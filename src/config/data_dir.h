// Where the shipped data (schemas, default applicationHost.config) is found at run time.
#pragma once

#include <string>

namespace penstock::config {

// The first folder that holds schema/: $PENSTOCK_CONFIG_DIR, beside the executable or the library
// it is in (../config,
// ../../config, ../../../config of a build tree, ../share/penstock), the install prefix.
// Empty when there is none.
std::string find_data_dir();

// The machine file used when none is named: $PENSTOCK_CONFIG_DIR's, /etc/penstock's if there is
// one, else the shipped one.
std::string default_config_file();

}  // namespace penstock::config
