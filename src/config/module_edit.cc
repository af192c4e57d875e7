// Module edits: the tags of the file with their offsets (xml_scanner.h), then insertions and
// removals of whole lines. The result is parsed once more before it is given back.
#include "config/module_edit.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "config/file_replace.h"
#include "config/message.h"
#include "config/xml_document.h"
#include "config/xml_escape.h"
#include "config/xml_scanner.h"

namespace penstock::config {
namespace {

// An element with the text it spans.
struct Element {
  std::string path;  // "configuration/system.webServer/modules/add"
  XmlTag open;
  std::size_t content_end = 0;  // offset of the end tag; of the tag itself when empty
  std::size_t end = 0;          // one past the whole element
};

constexpr const char* kGlobalModules = "configuration/system.webServer/globalModules";
constexpr const char* kModules = "configuration/system.webServer/modules";
constexpr const char* kModulesInLocation = "configuration/location/system.webServer/modules";

base::Result<std::vector<Element>> find_elements(std::string_view text, const std::string& file) {
  std::vector<Element> elements;
  std::vector<std::size_t> open;
  XmlScanner scanner(text);
  while (const auto tag = scanner.next()) {
    if (tag->kind == XmlTag::Kind::kClose) {
      elements[open.back()].content_end = tag->begin;
      elements[open.back()].end = tag->end;
      open.pop_back();
      continue;
    }
    std::string path = open.empty() ? std::string() : elements[open.back()].path + "/";
    elements.push_back({path.append(tag->name), *tag, tag->begin, tag->end});
    if (tag->kind == XmlTag::Kind::kOpen) open.push_back(elements.size() - 1);
  }
  if (!scanner.fault()) return elements;
  const LineIndex lines(text);
  const std::size_t at = scanner.fault()->offset;
  return base::Error{
      SourcePosition{std::make_shared<const std::string>(file), lines.line(at), lines.column(at)}
          .to_string() +
      ": " + scanner.fault()->message};
}

// The value of an attribute of a tag, entities resolved.
std::string attribute_of(std::string_view text, const Element& element, const char* name) {
  std::string tag(text.substr(element.open.begin, element.open.end - element.open.begin));
  if (element.open.kind == XmlTag::Kind::kOpen) tag.insert(tag.size() - 1, "/");
  auto document = XmlDocument::parse(std::move(tag), "");
  return document ? document.value()->root().attribute(name).value() : std::string();
}

std::string_view newline_of(std::string_view text) {
  return text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
}

std::size_t line_begin(std::string_view text, std::size_t offset) {
  const std::size_t newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  return newline == std::string_view::npos ? 0 : newline + 1;
}

// The white space before an offset, if nothing else stands before it on its line.
std::string_view indent_at(std::string_view text, std::size_t offset) {
  const std::size_t begin = line_begin(text, offset);
  const std::string_view before = text.substr(begin, offset - begin);
  return before.find_first_not_of(" \t") == std::string_view::npos ? before : std::string_view();
}

const Element* find_last(const std::vector<Element>& elements, std::string_view path,
                         std::size_t from = 0, std::size_t to = std::string_view::npos) {
  const Element* found = nullptr;
  for (const Element& element : elements) {
    if (element.path == path && element.open.begin >= from && element.end <= to) found = &element;
  }
  return found;
}

const Element* find_first(const std::vector<Element>& elements, std::string_view path) {
  for (const Element& element : elements) {
    if (element.path == path) return &element;
  }
  return nullptr;
}

// The indentation of a new entry: that of the last one, or two spaces more than the section's.
std::string entry_indent(std::string_view text, const std::vector<Element>& elements,
                         const Element& section) {
  const Element* last = find_last(elements, section.path + "/add", section.open.end, section.end);
  if (last && !indent_at(text, last->open.begin).empty()) {
    return std::string(indent_at(text, last->open.begin));
  }
  return std::string(indent_at(text, section.open.begin)) + "  ";
}

std::string insert_entry(std::string_view text, const std::vector<Element>& elements,
                         const Element& section, const std::string& entry) {
  const std::string line =
      entry_indent(text, elements, section) + entry + std::string(newline_of(text));
  std::string out(text);
  if (section.open.kind == XmlTag::Kind::kEmpty) {
    const std::size_t slash = text.rfind('/', section.open.end - 1);
    std::size_t cut = slash;
    while (cut > section.open.begin && (text[cut - 1] == ' ' || text[cut - 1] == '\t')) --cut;
    std::string opened(">");
    opened.append(newline_of(text)).append(line).append(indent_at(text, section.open.begin));
    opened.append("</").append(section.open.name).append(">");
    return out.replace(cut, section.open.end - cut, opened);
  }
  const std::size_t begin = line_begin(text, section.content_end);
  const bool own_line = text.substr(begin, section.content_end - begin).find_first_not_of(" \t") ==
                        std::string_view::npos;
  if (own_line) return out.insert(begin, line);
  std::string broken(newline_of(text));
  broken.append(line).append(indent_at(text, section.open.begin));
  return out.insert(section.content_end, broken);
}

// Where <modules> of the machine level is: in the body, or in a location without a path.
const Element* find_modules(std::string_view text, const std::vector<Element>& elements) {
  if (const Element* body = find_first(elements, kModules)) return body;
  for (const Element& location : elements) {
    if (location.path != "configuration/location") continue;
    const std::string path = attribute_of(text, location, "path");
    if (!path.empty() && path != ".") continue;
    const Element* modules =
        find_last(elements, kModulesInLocation, location.open.begin, location.end);
    if (modules) return modules;
  }
  return nullptr;
}

base::Error missing(const std::string& file, const char* section) {
  return base::Error{file + ": there is no system.webServer/" + section + " section, expected " +
                     tag(section) + " to add the module to"};
}

const Element* find_entry(std::string_view text, const std::vector<Element>& elements,
                          const Element& section, std::string_view name) {
  for (const Element& element : elements) {
    if (element.path != section.path + "/add" || element.open.begin < section.open.begin ||
        element.end > section.end) {
      continue;
    }
    if (base::ascii_iequals(attribute_of(text, element, "name"), name)) return &element;
  }
  return nullptr;
}

base::Result<std::string> checked(std::string text, const std::string& file) {
  auto document = XmlDocument::parse(text, file);
  if (!document) return document.error();
  return text;
}

// The line of an element when it has it for itself, else the element alone.
std::pair<std::size_t, std::size_t> removal_range(std::string_view text, const Element& element) {
  const std::size_t begin = line_begin(text, element.open.begin);
  const std::size_t newline = text.find('\n', element.end);
  const std::size_t end = newline == std::string_view::npos ? text.size() : newline + 1;
  const auto blank = [](std::string_view part) {
    return part.find_first_not_of(" \t\r\n") == std::string_view::npos;
  };
  if (blank(text.substr(begin, element.open.begin - begin)) &&
      blank(text.substr(element.end, end - element.end))) {
    return {begin, end};
  }
  return {element.open.begin, element.end};
}

bool is_module_entry(const Element& element) {
  return element.path == std::string(kGlobalModules) + "/add" ||
         element.path == std::string(kModules) + "/add" ||
         element.path == std::string(kModulesInLocation) + "/add";
}

base::Result<std::string> add_to_modules(std::string_view text, const std::string& file,
                                         std::string_view name) {
  auto elements = find_elements(text, file);
  if (!elements) return elements.error();
  const Element* modules = find_modules(text, elements.value());
  if (!modules) return missing(file, "modules");
  if (find_entry(text, elements.value(), *modules, name)) return std::string(text);
  std::string entry("<add name=\"");
  entry.append(xml_escaped(name)).append("\" />");
  return insert_entry(text, elements.value(), *modules, entry);
}

}  // namespace

base::Result<std::string> with_module(std::string_view text, const std::string& file,
                                      std::string_view name, std::string_view image) {
  if (name.empty()) return base::Error{file + ": a module needs a name that is not empty"};
  auto elements = find_elements(text, file);
  if (!elements) return elements.error();
  const Element* global = find_first(elements.value(), kGlobalModules);
  if (!global) return missing(file, "globalModules");
  std::string edited(text);
  if (const Element* present = find_entry(text, elements.value(), *global, name)) {
    const std::string installed = attribute_of(text, *present, "image");
    if (installed != image) {
      return base::Error{file + ": module " + quoted(name) + " is installed already, with image " +
                         quoted(installed) + ", expected another name, or uninstall it first"};
    }
  } else {
    std::string entry("<add name=\"");
    entry.append(xml_escaped(name))
        .append("\" image=\"")
        .append(xml_escaped(image))
        .append("\" />");
    edited = insert_entry(text, elements.value(), *global, entry);
  }
  auto switched_on = add_to_modules(edited, file, name);
  if (!switched_on) return switched_on;
  return checked(switched_on.take(), file);
}

base::Result<std::string> without_module(std::string_view text, const std::string& file,
                                         std::string_view name) {
  auto elements = find_elements(text, file);
  if (!elements) return elements.error();
  std::string edited(text);
  bool found = false;
  // From the end, so that offsets before the cut stay true.
  for (auto element = elements.value().rbegin(); element != elements.value().rend(); ++element) {
    if (!is_module_entry(*element)) continue;
    if (!base::ascii_iequals(attribute_of(text, *element, "name"), name)) continue;
    const auto [begin, end] = removal_range(text, *element);
    edited.erase(begin, end - begin);
    found = true;
  }
  if (found) return checked(std::move(edited), file);
  return base::Error{file + ": module " + quoted(name) +
                     " is in neither globalModules nor modules, expected an installed module"};
}

base::Result<void> install_module(const std::string& file, std::string_view name,
                                  std::string_view image) {
  return edit_file(file,
                   [&](std::string_view text) { return with_module(text, file, name, image); });
}

base::Result<void> uninstall_module(const std::string& file, std::string_view name) {
  return edit_file(file, [&](std::string_view text) { return without_module(text, file, name); });
}

}  // namespace penstock::config
