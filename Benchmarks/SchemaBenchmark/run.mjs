// run.mjs BENCHMARK ZOD [COUNT] [ROUNDS]: holds the same values against the same schemas with Zod, here,
// and with frontis, in the program BENCHMARK, by turns; checks that both give the same outputs.
import { spawn } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import url from "node:url";
import { configuration, entries, typed } from "./values.mjs";

const [program, zodPath, count = "10000", rounds = "15"] = process.argv.slice(2);
const { z } = await import(url.pathToFileURL(path.resolve(zodPath)));
const source = path.join(import.meta.dirname, "schemas.js");
const schemas = (0, eval)(fs.readFileSync(source, "utf8"))(z);
const values = entries(Number(count));

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "frontis-schemas-"));
process.on("exit", () => fs.rmSync(scratch, { recursive: true, force: true }));
const valuesPath = path.join(scratch, "values.json");
fs.writeFileSync(valuesPath, JSON.stringify(typed(values)));
const site = path.join(scratch, "site");
fs.mkdirSync(path.join(site, "src"), { recursive: true });
fs.writeFileSync(path.join(site, "package.json"), '{ "dependencies": { "astro": "^7.0.0" } }\n');
fs.writeFileSync(path.join(site, "src", "content.config.ts"), configuration(60));

const child = spawn(program, [source, valuesPath], { stdio: ["pipe", "pipe", "inherit"] });
child.on("exit", (code) => { if (code) process.exit(1); });
const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
async function ask(question) {
  child.stdin.write(`${question}\n`);
  const { value, done } = await lines.next();
  if (done) throw new Error("the benchmark program ended");
  return JSON.parse(value);
}

// First, as when a person starts the program: what lies idle through the rounds may be far from the processor.
const { cold, cached } = await ask(`configuration ${site}`);

// What both sides do between two looks at the clock: every value, and its outcome kept.
const outcomes = new Array(values.length);
function validate(schema) {
  const start = process.hrtime.bigint();
  for (let index = 0; index < values.length; index += 1) outcomes[index] = schema.safeParse(values[index]);
  return Number(process.hrtime.bigint() - start) / 1e3 / values.length;
}

// Node clears up after Zod on other cores, which are not to be taken from us.
const garbage = () => new Promise((done) => setTimeout(done, 30));

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const column = (number) => number.toFixed(3).padStart(9);

console.log(`${values.length} entries of 12 fields, µs for each; Zod under Node ${process.versions.node}`);
console.log("schema            first round      median of the others, frontis on one core and on all");
console.log("                  Zod  frontis      Zod  frontis times as fast      all times as fast");
for (const [name, schema] of Object.entries(schemas)) {
  const [theirs, ours, all] = [[], [], []];
  for (let round = 0; round <= Number(rounds); round += 1) {
    theirs.push(validate(schema));
    await garbage();
    ours.push((await ask(`validate ${name}`)).microseconds);
    // A turn of Zod's before each of ours: what was just looked at is still near the core.
    theirs.push(validate(schema));
    await garbage();
    all.push((await ask(`validate-all ${name}`)).microseconds);
  }
  const outputs = await ask(`outputs ${name}`);
  outcomes.forEach((outcome, index) => {
    const wanted = outcome.success ? typed(outcome.data) : null;
    if (isDeepStrictEqual(outputs[index], JSON.parse(JSON.stringify(wanted)))) return;
    console.error(`the outputs of entry ${index} differ:\n${JSON.stringify(wanted)}\n${JSON.stringify(outputs[index])}`);
    process.exit(1);
  });
  const [zod, one, many] = [theirs, ours, all].map((times) => median(times.slice(times === theirs ? 2 : 1)));
  const times = (own) => (zod / own).toFixed(1).padStart(14);
  console.log(
    `${name.padEnd(15)}${column(theirs[0])}${column(ours[0])}${column(zod)}${column(one)}${times(one)}${column(many)}${times(many)}`,
  );
}
console.log(`a config of 60 collections, ms: ${cold.toFixed(1)} from nothing, ${cached.toFixed(1)} from the cache`);
child.stdin.end("end\n");
