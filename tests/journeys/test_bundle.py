"""Scripts in one file run as they would each for itself."""

from bkkhousing.lib.bundling import bundle

SCRIPTS = {
    "js/a.js": 'import { b as c, d } from "./deep/b.js";\nimport * as e from "./e.js";\nimport "./f.js";\n'
    'said.push(["a", c, d(), e.x]);\nsaid.push((await import("./g.js")).g);\n',
    "js/deep/b.js": 'import { x } from "../e.js";\nsaid.push("b");\nexport const b = x + 1;\n'
    'export function d() {\n  return 7;\n}\nexport { x as y } from "../e.js";\n',
    "js/e.js": '// A word about it.\nsaid.push("e");\nexport const x = await Promise.resolve(1);\n',
    "js/f.js": 'import {\n  y,\n} from "./deep/b.js";\nsaid.push(["f", y]);\n',
    "js/g.js": 'said.push("g");\nexport const g = "late";\n',
}


def test_each_runs_once_and_in_the_order_in_which_they_ask_for_each_other(chromium):
    page = chromium.new_page()
    page.evaluate("window.said = []")
    page.add_script_tag(
        content=bundle(SCRIPTS, begin='$use("js/a.js").then(() => said.push("end"));'), type="module"
    )
    page.wait_for_function('said.at(-1) === "end"')
    assert page.evaluate("said") == ["e", "b", ["f", 1], ["a", 2, 7, 1], "g", "late", "end"]
    page.close()
