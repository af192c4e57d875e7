// A shared library that is no module: it exports nothing.
namespace {
[[maybe_unused]] int nothing = 0;
}  // namespace
