# Tests of the checks beside this file: that each finds what it is there to find. Run by ./dev lint.
import importlib.machinery
import importlib.util
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
TOOLS = Path(__file__).resolve().parent
sys.path.insert(0, str(TOOLS))


def load(name):
    loader = importlib.machinery.SourceFileLoader(name, str(TOOLS / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


layers, sizes, docs, status = map(load, ("check_layers", "check_sizes", "check_docs",
                                         "gen_api_status"))


class Layers(unittest.TestCase):
    def refused(self, place, target):
        return layers.refusal(Path(place), target, {"httpserv.h"})

    def test_upward_include_is_refused(self):
        self.assertIsNotNone(self.refused("src/http/uri.cc", "io/event_loop.h"))
        self.assertIsNotNone(self.refused("src/base/text.cc", "http/uri.h"))

    def test_downward_include_is_fine(self):
        self.assertIsNone(self.refused("src/http/uri.cc", "base/text.h"))
        self.assertIsNone(self.refused("src/pipeline/stage.cc", "httpserv.h"))

    def test_http_does_not_see_the_sdk(self):
        self.assertIsNotNone(self.refused("src/http/uri.cc", "httpserv.h"))

    def test_modules_use_the_sdk_alone(self):
        self.assertIsNone(self.refused("modules/x/x_module.cc", "httpserv.h"))
        self.assertIsNotNone(self.refused("modules/x/x_module.cc", "base/text.h"))


class Sizes(unittest.TestCase):
    def lengths(self, text):
        return [lines for _, lines in sizes.functions(text)]

    def test_function_with_signature(self):
        self.assertEqual(self.lengths("namespace a {\nint f(int x) {\n  return x;\n}\n}"), [3])

    def test_braces_inside_do_not_count(self):
        self.assertEqual(self.lengths("void f() {\n  if (x) {\n    g({1});\n  }\n}\n"), [5])

    def test_methods_and_braced_initializers(self):
        text = "class A {\n A() : b_{1} {\n }\n int b_{0};\n void m() const {\n }\n};\n"
        self.assertEqual(self.lengths(text), [2, 2])

    def test_strings_and_comments_are_no_braces(self):
        self.assertEqual(self.lengths('void f() {\n  g("}"); // }\n}\n'), [3])


class Docs(unittest.TestCase):
    def test_missing_path(self):
        self.assertIsNotNone(docs.bad_path("src/base/no_such_file"))
        self.assertIsNone(docs.bad_path("src/base/arena"))

    def test_unknown_command(self):
        known = docs.dev_commands()
        self.assertIsNotNone(docs.bad_command(["./dev", "fly"], known, set()))
        self.assertIsNone(docs.bad_command(["./dev", "run"], known, set()))

    def test_dead_link(self):
        page = docs.ROOT / "README.md"
        self.assertIsNotNone(docs.bad_link(page, "no/such.md"))
        self.assertIsNotNone(docs.bad_link(page, "README.md#no-such-heading"))
        self.assertIsNone(docs.bad_link(page, "README.md#a-module"))


class Status(unittest.TestCase):
    def test_states_of_a_body(self):
        self.assertEqual(status.state_of("{ return S_OK; }"), ("done", ""))
        self.assertEqual(status.state_of("{ return E_NOTIMPL; }"), ("not yet", ""))
        self.assertEqual(status.state_of("{\n // status: no files\n // yet\n return 0; }"),
                         ("partial", "no files yet"))


if __name__ == "__main__":
    unittest.main()
