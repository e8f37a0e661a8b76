"""Several scripts as one: what is asked for is asked of its own module, and what we cannot read is refused."""

import pytest

from bkkhousing.lib import static_names
from bkkhousing.lib.bundling import BundleProblem, bundle

B = "export const b = 1;\n"


def lines(**modules: str) -> list[str]:
    texts = {f"js/{name}.js": text for name, text in modules.items()}
    return bundle(texts, begin='$use("js/a.js");').splitlines()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('import { b } from "./b.js";', 'const { b } = await $use("js/b.js");'),
        ('import { b as c } from "./b.js";', 'const { b: c } = await $use("js/b.js");'),
        ('import {\n  b,\n} from "./b.js";', 'const { b } = await $use("js/b.js");'),
        ('import * as c from "./b.js";', 'const c = await $use("js/b.js");'),
        ('import "./b.js";', 'await $use("js/b.js");'),
        ('const later = () => import("./b.js");', 'const later = () => $use("js/b.js");'),
        ("export const c = 1;", "const c = 1;"),
        ("export async function c() {}", "async function c() {}"),
    ],
)
def test_a_statement_means_what_it_meant(written, meant):
    assert meant in lines(a=written, b=B)


def test_a_module_gives_what_it_exports_and_passes_on():
    found = lines(a='export const a = 1;\nexport function c() {}\nexport { b as d } from "./b.js";', b=B)
    assert "return { a, c, d: passed0.b };" in found


def test_every_module_is_there_once_and_the_beginning_comes_last():
    found = lines(a='import "./b.js";\nimport { b } from "./b.js";', b=B)
    assert [line for line in found if line.startswith('"js/')] == [
        '"js/a.js": async () => {',
        '"js/b.js": async () => {',
    ]
    assert found[-1] == '$use("js/a.js");'


@pytest.mark.parametrize(
    "text",
    [
        "export let b = 1;", "export default 1;", "export { b };", 'export * from "./b.js";', 'import b from "./b.js";',
        'import { c } from "./b.js";', 'import { b } from "./nowhere.js";', "const where = import.meta.url;",
        'import { b } from "elsewhere";', 'import "./a.js";', "const $use = 1;",
    ],
)  # fmt: skip
def test_what_is_written_in_another_way_is_refused(text):
    with pytest.raises(BundleProblem):
        lines(a=text, b=B)


def test_modules_that_wait_for_each_other_are_refused():
    with pytest.raises(BundleProblem, match="circle"):
        lines(a='import "./b.js";', b='import "./c.js";', c='import "./a.js";')


def test_our_own_scripts_are_bundled_with_all_that_they_reach():
    text = static_names.shell_bundle().decode()
    for name in ("js/frame.js", "js/entry/main.js", "js/outbox.js", "js/person.js", "js/device/vault.js"):
        assert f'\n"{name}": async () => {{' in text
    assert "import(" not in text and "\nexport " not in text
