// junit.mjs PACKAGE FILE: junit2json finds a suite for each document, and counts failures as the suites do.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const { parse } = await import(pathToFileURL(`${process.argv[2]}/dist/esm/index.js`));
const { testsuite } = await parse(readFileSync(process.argv[3], "utf8"));
const wrong = testsuite.filter(
  (suite) =>
    suite.testcase.length !== suite.tests ||
    suite.testcase.filter((test) => test.failure).length !== suite.failures ||
    suite.testcase.filter((test) => test.error).length !== suite.errors,
);
const errors = testsuite.filter((suite) => suite.errors).length;
if (wrong.length || testsuite.length < 30 || errors !== 1) {
  console.log(`${testsuite.length} suites, ${errors} not read, ${wrong.length} that count wrongly`);
  process.exit(1);
}
