#!/usr/bin/env node
// Plain JavaScript without new syntax, so that an old Node can still say what is wrong.
var major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    'poligon: Node 24 or newer is needed, this is ' +
      process.version +
      '. `npm install node@24` puts it beside your project; `npx poligon` then uses it.\n',
  )
  process.exit(2)
}
import('../dist/cli/main.js').catch(function (failure) {
  process.stderr.write(
    'poligon: the package is not complete (' + failure.code + '). Install it again.\n',
  )
  process.exit(4)
})
