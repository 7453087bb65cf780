#!/usr/bin/env node
// Old syntax on purpose: a Node that is too old must get as far as saying so.
import { existsSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'

// A clone runs its sources; the package has only what was built from them.
var sources = new URL('./main.ts', import.meta.url)
var isClone = existsSync(sources)

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    'poligon: Node 24 or newer is needed, this is ' +
      process.version +
      '. ' +
      (isClone
        ? 'Run `npm ci`, which brings it, and start through npm: `npm start`, `npm run -s poligon -- …`.\n'
        : '`npm install node@24` puts it beside your project; `npx poligon` then uses it.\n'),
  )
  process.exit(2)
}
// What masks rows makes hardly any objects, and what starting makes would stand in a space for new ones that
// grows to 48 MB. It must be said before anything is loaded.
if (process.argv[2] === 'mask') setFlagsFromString('--semi-space-growth-factor=1')
import(isClone ? sources.href : '../dist/cli/main.js').catch(function (failure) {
  if (failure.code !== 'ERR_MODULE_NOT_FOUND') throw failure
  process.stderr.write(
    'poligon: the installation is not complete. Run `' +
      (isClone ? 'npm ci' : 'npm install') +
      '` again.\n',
  )
  process.exit(4)
})
