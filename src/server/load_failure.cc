// From the loader's words and the file itself to a reason and a remedy; see load_failure.h.
#include "server/load_failure.h"

#include <elf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>

#include "server/elf_file.h"

namespace penstock::server {
namespace {

namespace fs = std::filesystem;

// "MZ" begins what Windows loads.
bool is_windows_library(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  char magic[2] = {};
  return static_cast<bool>(stream.read(magic, 2)) && magic[0] == 'M' && magic[1] == 'Z';
}

std::optional<LoadFailure> explain_file(const std::string& image) {
  std::error_code code;
  if (!fs::exists(image, code)) {
    return LoadFailure{"file-missing", fmt::format("cannot load {}: there is no such file", image)};
  }
  if (!fs::is_regular_file(image, code)) {
    return LoadFailure{"not-a-library", fmt::format("cannot load {}: it is no file", image)};
  }
  if (is_windows_library(image)) {
    return LoadFailure{"not-a-library",
                       fmt::format("cannot load {}: it is a library for Windows; build the "
                                   "module's source against the SDK (docs/porting.md)",
                                   image)};
  }
  const std::optional<ElfFile> elf = read_elf_file(image);
  if (!elf.has_value()) {
    return LoadFailure{"not-a-library",
                       fmt::format("cannot load {}: it is no shared library", image)};
  }
  if (elf->machine != own_machine() || !elf->is_64_bit) {
    return LoadFailure{"wrong-architecture",
                       fmt::format("cannot load {}: it is built for {}, this server for {}", image,
                                   machine_name(elf->machine), machine_name(own_machine()))};
  }
  if (elf->type != ET_DYN) {
    return LoadFailure{
        "not-a-library",
        fmt::format("cannot load {}: it is no shared library; link it with -shared", image)};
  }
  return std::nullopt;
}

// The word after the text; empty if the text is not there.
std::string word_after(std::string_view message, std::string_view text) {
  const std::size_t at = message.find(text);
  if (at == std::string_view::npos) {
    return {};
  }
  const std::string_view rest = message.substr(at + text.size());
  const auto end = std::find_if(rest.begin(), rest.end(), [](unsigned char c) {
    return std::isspace(c) != 0 || c == ',' || c == ':';
  });
  return std::string(rest.begin(), end);
}

// Mangled names begin with the length of the function's own name: "_Z14RegisterModule...".
std::string mangled_entry(const ElfFile& file) {
  const auto found = std::find_if(
      file.defined.begin(), file.defined.end(),
      [](const std::string& name) { return name.rfind("_Z14RegisterModule", 0) == 0; });
  return found == file.defined.end() ? std::string() : *found;
}

struct NamedResult {
  HRESULT value;
  std::string_view name;
};

constexpr NamedResult kNamedResults[] = {
    {E_FAIL, "E_FAIL"},
    {E_UNEXPECTED, "E_UNEXPECTED"},
    {E_NOTIMPL, "E_NOTIMPL"},
    {E_OUTOFMEMORY, "E_OUTOFMEMORY"},
    {E_INVALIDARG, "E_INVALIDARG"},
    {E_NOINTERFACE, "E_NOINTERFACE"},
    {E_POINTER, "E_POINTER"},
    {E_HANDLE, "E_HANDLE"},
    {E_ABORT, "E_ABORT"},
    {E_ACCESSDENIED, "E_ACCESSDENIED"},
};

std::string name_of(HRESULT result) {
  for (const NamedResult& named : kNamedResults) {
    if (named.value == result) {
      return std::string(named.name);
    }
  }
  if (HRESULT_FACILITY(result) == FACILITY_WIN32) {
    return fmt::format("HRESULT_FROM_WIN32({})", HRESULT_CODE(result));
  }
  return {};
}

std::string system_text(HRESULT result) {
  char text[256];
  const DWORD size =
      FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, nullptr,
                     static_cast<DWORD>(result), 0, text, sizeof text, nullptr);
  std::string_view found(text, size);
  while (!found.empty() && std::isspace(static_cast<unsigned char>(found.back())) != 0) {
    found.remove_suffix(1);
  }
  return std::string(found);
}

}  // namespace

LoadFailure explain_open_failure(const std::string& image, const std::string& loader_message) {
  if (std::optional<LoadFailure> failure = explain_file(image)) {
    return *failure;
  }
  const std::string symbol = word_after(loader_message, "undefined symbol: ");
  if (!symbol.empty()) {
    return {"undefined-symbol",
            fmt::format("cannot load {}: nothing defines {}; link the library that has it, or, if "
                        "it is a function of Windows, see docs/porting.md",
                        image, demangle(symbol))};
  }
  if (loader_message.find("cannot open shared object file") != std::string::npos) {
    const std::string library = loader_message.substr(0, loader_message.find(':'));
    return {"missing-library",
            fmt::format("cannot load {}: the library {} it needs is not there", image, library)};
  }
  return {"other", fmt::format("cannot load {}: {}", image, loader_message)};
}

LoadFailure explain_missing_entry(const std::string& image) {
  const std::optional<ElfFile> elf = read_elf_file(image);
  const std::string mangled = elf.has_value() ? mangled_entry(*elf) : std::string();
  if (!mangled.empty()) {
    return {"no-entry-point",
            fmt::format("{} exports no RegisterModule, but {}: its source needs no change, only "
                        "the SDK's httpserv.h included before it, which gives it its plain name",
                        image, demangle(mangled))};
  }
  return {"no-entry-point", fmt::format("{} exports no RegisterModule; a module defines it as "
                                        "httpserv.h declares it",
                                        image)};
}

LoadFailure explain_register_failure(HRESULT result) {
  std::string text =
      fmt::format("RegisterModule failed with 0x{:08x}", static_cast<std::uint32_t>(result));
  if (const std::string name = name_of(result); !name.empty()) {
    text += fmt::format(" ({})", name);
  }
  if (const std::string words = system_text(result); !words.empty()) {
    text += ": " + words;
  }
  return {"register-failed", text};
}

}  // namespace penstock::server
