import promises, { open } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import type { MaskDumpOptions } from '../pipeline/mask-options.ts'

/** What a child of a test masks, and where it is killed. */
export interface MaskAndDie {
  readonly options: Omit<MaskDumpOptions, 'key'>
  /**
   * From which time on operations are counted that the run writes down how far it is; the first time it
   * says that it begins. Default: from the start.
   */
  readonly saved?: number
  /** Dies in place of that operation on files, counted from 1. Default: it lives, and prints how many there were. */
  readonly operation?: number
}

const { options, saved = 0, operation = Infinity } = JSON.parse(process.argv[2] ?? '') as MaskAndDie
let saves = 0
let operations = 0

/** Counts every call of a method, and dies before the one that is named. */
function watch(owner: object, methods: readonly string[]): void {
  const known = owner as Record<string, (...args: unknown[]) => Promise<unknown>>
  for (const method of methods) {
    const original = known[method]
    if (!original) throw new Error(`no ${method}`)
    known[method] = async function (this: unknown, ...args: unknown[]) {
      if (saves >= saved) operations++
      if (operations === operation) process.kill(process.pid, 'SIGKILL')
      const done = await original.apply(this, args)
      if (method === 'rename' && String(args[1]).endsWith('.run')) saves++
      return done
    }
  }
}

await using probe = await open(process.execPath)
watch(Object.getPrototypeOf(probe) as object, ['read', 'write', 'writeFile', 'datasync', 'sync'])
watch(promises, ['open', 'rename', 'link', 'rm', 'mkdir'])
syncBuiltinESMExports()

const { maskDump } = await import('../mask-dump.ts')
const { testKey } = await import('../mask-text.contract.ts')
await maskDump({ ...options, key: testKey })
process.stdout.write(String(operations))
