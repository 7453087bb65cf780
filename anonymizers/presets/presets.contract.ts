import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { inFolder, testKey } from '../mask-text.contract.ts'
import { maskDump } from '../mask-dump.ts'
import { loadPolicy, type LoadedPolicy } from '../policy-file.ts'
import type { Layer } from '../policy/extended.ts'
import { isPattern } from '../policy/glob.ts'
import { hashOf } from '../policy/hash.ts'

const policyOf = (preset: string, engine: string): string =>
  `policy: 1\npurpose: tests\nsource: {engine: ${engine}}\nextends: ${preset}\n`

/** Masks a dump by a policy that says nothing but which preset it extends. */
export async function maskByPreset(
  preset: string,
  engine: 'mysql' | 'postgres',
  dump: string,
): Promise<string> {
  return inFolder(async (folder) => {
    const [source, target, policy] = ['dump.sql', 'masked.sql', 'policy.yaml'].map((name) =>
      join(folder, name),
    ) as [string, string, string]
    writeFileSync(source, dump)
    writeFileSync(policy, policyOf(preset, engine))
    await maskDump({ source, target, policy, key: testKey, jobs: 0 })
    return readFileSync(target, 'utf8')
  })
}

/** A policy that says nothing but which preset it extends. */
export async function loadPreset(preset: string): Promise<LoadedPolicy> {
  return inFolder(async (folder) => {
    const file = join(folder, 'policy.yaml')
    writeFileSync(file, policyOf(preset, 'mysql'))
    return loadPolicy(file)
  })
}

/** The rules of a preset. */
export async function rulesOf(preset: string): Promise<Layer> {
  const [, layer] = (await loadPreset(preset)).layers
  if (!layer) throw new Error(`${preset} has no rules`)
  return layer
}

/** No two rules for one column, nor for one table, say different things, whatever the installation has. */
export function expectNoContradiction({ rules }: Layer): void {
  const said = new Map<string, string>()
  const say = (what: readonly string[], value: unknown) => {
    const at = what.join('.')
    expect(said.get(at) ?? hashOf(value), at).toBe(hashOf(value))
    said.set(at, hashOf(value))
  }
  for (const { table, column, treatment } of rules.columns)
    if (!isPattern(table) && !isPattern(column)) say([table, column], treatment)
  for (const { table, person, rows } of rules.tables) {
    if (person !== undefined) say([table, 'person'], person)
    if (rows !== undefined) say([table, 'rows'], rows)
  }
}
