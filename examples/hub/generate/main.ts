import { createLog, exitCodes, interruptible, PoligonError } from 'poligon'
import { readOptions, usage } from './options.ts'
import { writeDumps } from './write-dumps.ts'

try {
  const options = readOptions(process.argv.slice(2))
  await interruptible((signal) => writeDumps(options, createLog(), signal))
} catch (failure) {
  const known = failure instanceof PoligonError
  const misused = failure instanceof TypeError || failure instanceof RangeError
  if (!known && !misused) throw failure
  process.stderr.write(`${failure.message}\n${misused ? `\n${usage}` : ''}`)
  process.exitCode = known ? failure.exitCode : exitCodes.usage
}
