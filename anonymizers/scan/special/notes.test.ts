import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../../mask-dump.ts'
import { inFolder, testKey } from '../../mask-text.contract.ts'
import { writePolicy } from '../policy/write-policy.ts'
import { scanDump } from '../scan-dump.ts'

const dumpOf = (table: string, columns: readonly string[], ...rows: readonly string[]) =>
  `-- MariaDB dump 10.19\nCREATE TABLE \`${table}\` (${columns.map((one) => `\`${one}\` varchar(200)`).join(', ')});\n` +
  (rows.length === 0 ? '' : `INSERT INTO \`${table}\` VALUES ${rows.join(',')};\n`)

const notesOn = (dump: string) =>
  inFolder(async (folder) => {
    const source = join(folder, 'dump.sql')
    writeFileSync(source, dump)
    const { special } = await scanDump({ source })
    return special.map(({ column, category }) => `${column}: ${category}`)
  })

describe('hints at special categories', () => {
  it.each([
    ['blood_type', 'health'],
    ['choroby_przewlekle', 'health'],
    ['schwerbehinderung', 'health'],
    ['wyznanie', 'beliefs'],
    ['konfession', 'beliefs'],
    ['zwiazek_zawodowy', 'trade union'],
    ['sexual_orientation', 'sexual life'],
    ['partito_politico', 'political opinions'],
    ['odcisk_palca', 'biometric'],
    ['niekaralnosc', 'criminal convictions'],
    ['origine_ethnique', 'ethnic origin'],
    ['imie_dziecka', 'children'],
  ])('are in the name %s', async (column, category) => {
    expect(await notesOn(dumpOf('pracownicy', ['id', column]))).toEqual([`${column}: ${category}`])
  })

  it.each([
    ['category', 'children_count'],
    ['category', 'children'],
    ['service', 'health_check'],
    ['software', 'minor'],
    ['customer', 'union_id'],
  ])('are none in %s.%s', async (table, column) => {
    expect(await notesOn(dumpOf(table, ['id', column]))).toEqual([])
  })

  it('are in values, short ones and texts', async () => {
    const faiths = ["('1','katolik')", "('2','ateista')", "('3','brak')"]
    expect(await notesOn(dumpOf('x', ['id', 'c7'], ...faiths))).toEqual(['c7: beliefs'])
    const texts = Array.from(
      { length: 40 },
      (_, i) => `('${i}','Order ${i} has to be sent before the end of the week')`,
    )
    const ill = [
      'has diabetes, no sugar please, as always',
      'uses a wheelchair, please ring the bell',
    ].map((one) => `('9','${one}')`)
    expect(await notesOn(dumpOf('x', ['id', 'c7'], ...texts, ...ill))).toEqual(['c7: health'])
    expect(await notesOn(dumpOf('x', ['id', 'c7'], ...texts))).toEqual([])
  })

  it('stand in the written policy, and what is named so is taken out until somebody decides', async () => {
    const { policy, masked } = await inFolder(async (folder) => {
      const [source, file, target] = ['a.sql', 'p.yaml', 'b.sql'].map((one) =>
        join(folder, one),
      ) as [string, string, string]
      writeFileSync(
        source,
        dumpOf('employees', ['id', 'religion', 'nazwisko'], "('1','katolik','Abba')"),
      )
      await writePolicy({ source, policy: file })
      await maskDump({ source, policy: file, target, key: testKey, jobs: 0 })
      return { policy: readFileSync(file, 'utf8'), masked: readFileSync(target, 'utf8') }
    })
    expect(policy).toContain('# review: special category: beliefs (name: religion)')
    expect(masked).toMatch(/VALUES \('1',NULL,/)
  })
})
