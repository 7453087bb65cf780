import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { loadPolicy } from '../policy-file.ts'
import { optOutsOf } from './opt-outs.ts'

const folder = makeTestFolder('opt-outs')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function optOuts(treatment: string) {
  const file = join(folder, 'policy.yaml')
  writeFileSync(
    file,
    `policy: 1\npurpose: tests\nsource: {engine: mysql}\ntables: {t: {columns: {c: ${treatment}}}}\n`,
  )
  const [own] = (await loadPolicy(file)).layers
  const rule = own.rules.columns[0]
  if (!rule) throw new Error('the policy has one rule')
  return optOutsOf(rule.treatment)
}

describe('the opt-outs of a treatment', () => {
  it.each(['email', '{keep: kind of party}', '{drop: free text}', '{json: {$.a: email}}'])(
    'are none for %s',
    async (treatment) => {
      expect(await optOuts(treatment)).toEqual([])
    },
  )

  it('are a kept column of which the policy names a risk, and a mask of a wider range', async () => {
    expect(await optOuts('{keep: running number, risk: indirect}')).toEqual([
      { what: 'kept', reason: 'running number', risk: 'indirect' },
    ])
    expect(await optOuts('{mask: nip, range: realistic, reason: the ERP checks it}')).toEqual([
      { what: 'realistic', reason: 'the ERP checks it' },
    ])
  })

  it('are all that is kept inside a column that is masked otherwise', async () => {
    expect(
      await optOuts(
        `{json: {$.a: email, $.b: {keep: theme of the page}}, otherPaths: {keep: settings}}`,
      ),
    ).toEqual([
      { part: '$.b', what: 'kept', reason: 'theme of the page' },
      { what: 'other paths kept', reason: 'settings' },
    ])
    expect(await optOuts('{php: {}, otherPaths: keep}')).toEqual([{ what: 'other paths kept' }])
    expect(
      await optOuts(`{mask: firstName, when: "k = 'p'", else: {keep: a library is no person}}`),
    ).toEqual([{ part: 'unless k in (p)', what: 'kept', reason: 'a library is no person' }])
    expect(
      await optOuts(
        `{chosenBy: k, values: {a: email, "b, c": {keep: codes}}, other: {keep: numbers}}`,
      ),
    ).toEqual([
      { part: 'k = b, c', what: 'kept', reason: 'codes' },
      { part: 'k = other', what: 'kept', reason: 'numbers' },
    ])
  })
})
