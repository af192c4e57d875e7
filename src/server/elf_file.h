// What a file says about itself as an ELF object: machine, kind, the names it defines. For messages
// about modules that do not load (load_failure.h) and for `penstock port-check`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace penstock::server {

struct ElfFile {
  bool is_64_bit = false;
  std::uint16_t type = 0;              // ET_DYN, ET_REL, ...
  std::uint16_t machine = 0;           // EM_X86_64, ...
  std::vector<std::string> defined{};  // names other objects can see, as the linker writes them
};

// Nothing if the file is no ELF file or is damaged. Names are read of this machine's kind only.
std::optional<ElfFile> read_elf_file(const std::string& path);

// "x86-64", or "machine 183" for one without a name here.
std::string machine_name(std::uint16_t machine);
// The machine this server runs on.
std::uint16_t own_machine();

// A C++ name as its author wrote it; other names unchanged.
std::string demangle(const std::string& symbol);

}  // namespace penstock::server
