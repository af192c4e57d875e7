// Reads headers and symbol tables with every offset checked; see elf_file.h.
#include "server/elf_file.h"

#include <cxxabi.h>
#include <elf.h>
#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>

namespace penstock::server {
namespace {

// Copies a structure out; false if it does not lie within the bytes.
template <typename T>
bool read_at(std::string_view bytes, std::uint64_t offset, T& value) {
  if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) {
    return false;
  }
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return true;
}

std::string_view text_at(std::string_view bytes, std::uint64_t offset) {
  if (offset >= bytes.size()) {
    return {};
  }
  const std::string_view rest = bytes.substr(offset);
  return rest.substr(0, rest.find('\0'));
}

bool is_visible(const Elf64_Sym& symbol) {
  const unsigned binding = ELF64_ST_BIND(symbol.st_info);
  const unsigned visibility = ELF64_ST_VISIBILITY(symbol.st_other);
  return symbol.st_shndx != SHN_UNDEF && (binding == STB_GLOBAL || binding == STB_WEAK) &&
         visibility != STV_HIDDEN && visibility != STV_INTERNAL;
}

void read_symbols(std::string_view bytes, const Elf64_Shdr& table, const Elf64_Shdr& names,
                  std::vector<std::string>& defined) {
  for (std::uint64_t at = 0; at + sizeof(Elf64_Sym) <= table.sh_size; at += sizeof(Elf64_Sym)) {
    Elf64_Sym symbol{};
    if (!read_at(bytes, table.sh_offset + at, symbol)) {
      return;
    }
    if (is_visible(symbol)) {
      defined.emplace_back(text_at(bytes, names.sh_offset + symbol.st_name));
    }
  }
}

void read_names(std::string_view bytes, ElfFile& file) {
  Elf64_Ehdr header{};
  if (!read_at(bytes, 0, header)) {
    return;
  }
  const Elf64_Word wanted = file.type == ET_REL ? SHT_SYMTAB : SHT_DYNSYM;
  for (unsigned i = 0; i < header.e_shnum; ++i) {
    Elf64_Shdr table{};
    Elf64_Shdr names{};
    if (read_at(bytes, header.e_shoff + i * sizeof table, table) && table.sh_type == wanted &&
        read_at(bytes, header.e_shoff + table.sh_link * sizeof names, names)) {
      read_symbols(bytes, table, names, file.defined);
    }
  }
}

}  // namespace

std::optional<ElfFile> read_elf_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  Elf32_Ehdr header{};  // the fields read here stand at the same place in both widths
  if (!read_at(std::string_view(bytes), 0, header) ||
      std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) {
    return std::nullopt;
  }
  ElfFile file{header.e_ident[EI_CLASS] == ELFCLASS64, header.e_type, header.e_machine};
  if (file.is_64_bit && file.machine == own_machine()) {
    read_names(bytes, file);
  }
  return file;
}

std::string machine_name(std::uint16_t machine) {
  switch (machine) {
    case EM_X86_64:
      return "x86-64";
    case EM_386:
      return "x86";
    case EM_AARCH64:
      return "ARM64";
    case EM_ARM:
      return "ARM";
    case EM_RISCV:
      return "RISC-V";
    default:
      return fmt::format("machine {}", machine);
  }
}

std::uint16_t own_machine() {
#if defined(__x86_64__)
  return EM_X86_64;
#elif defined(__aarch64__)
  return EM_AARCH64;
#elif defined(__riscv)
  return EM_RISCV;
#else
#error "name this machine"
#endif
}

std::string demangle(const std::string& symbol) {
  int status = 0;
  char* text = abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status);
  if (text == nullptr) {
    return symbol;
  }
  std::string demangled(text);
  std::free(text);
  return demangled;
}

}  // namespace penstock::server
