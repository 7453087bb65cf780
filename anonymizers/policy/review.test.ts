import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { checkPolicy, refuseUnreviewed } from '../check-policy.ts'
import { loadPolicy } from '../policy-file.ts'
import { presetNames } from './presets.ts'

const folder = makeTestFolder('review')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = join(folder, 'policy.yaml')
const reviewed = `, reviewed: "sha256:${'0f'.repeat(32)}"`
const head = `policy: 1\ncontroller: {name: Kot}\npurpose: tests\nretention: {snapshot: 30d}\nsource: {engine: mysql${reviewed}}\n`
const columns = (...rules: readonly string[]) =>
  `tables:\n  t:\n    columns:\n${rules.map((rule, i) => `      c${i}: ${rule}\n`).join('')}`
const good = head + columns('email', '{keep: kind of party}')

/** Approved as it stands, so that what else is found is about the text. */
async function findings(text: string): Promise<string[]> {
  writeFileSync(file, text)
  const { hash } = await checkPolicy(file)
  writeFileSync(file, `${text}approvals: [{role: DPO, on: 2026-11-23, of: "${hash}"}]\n`)
  const found = await checkPolicy(file)
  expect(found.hash).toBe(hash)
  return found.findings.map(({ line, what }) => `${line} ${what}`)
}

describe('a policy that can be signed', () => {
  it('has controller, purpose, retention, reasons, and an approval of this very state', async () => {
    expect(await findings(good)).toEqual([])
    refuseUnreviewed(await loadPolicy(file))
  })

  it('is approved in one state only', async () => {
    writeFileSync(file, good)
    const [finding, ...none] = (await checkPolicy(file)).findings
    expect(finding?.what).toMatch(/^Nobody approved this policy; its hash is sha256:/)
    expect(none).toEqual([])
    await findings(good)
    const approved = (await loadPolicy(file)).header.approvals?.[0]?.of ?? ''
    const changed = good.replace('kind of party', 'kind of the party')
    writeFileSync(file, `${changed}approvals: [{role: DPO, on: 2026-11-23, of: "${approved}"}]\n`)
    const policy = await loadPolicy(file)
    expect(() => refuseUnreviewed(policy)).toThrow(
      expect.objectContaining({
        code: 'POLIGON_POLICY_REFUSED',
        message: expect.stringContaining('approved in another state') as string,
        place: expect.objectContaining({ line: 11 }) as object,
      }),
    )
  })

  it.each([
    ['controller: {name: Kot}\n', 'The policy does not name the controller.'],
    ['retention: {snapshot: 30d}\n', 'The policy does not say how long a copy is kept'],
    [reviewed, 'The policy is not tied to the schema that was reviewed'],
  ])('does not lack %j', async (line, what) => {
    expect(await findings(good.replace(line, ''))).toEqual([expect.stringContaining(what)])
  })

  it.each([
    '{keep: todo}',
    '{keep: "---"}',
    '{keep: N/A}',
    '{drop: xxx}',
    '{json: {$.a: {keep: "???"}}}',
    '{mask: phone, range: realistic, reason: brak}',
    `{mask: email, when: "c1 = 'x'", else: {keep: keep}}`,
  ])('gives reasons: %s is none', async (rule) => {
    expect(await findings(head + columns('{keep: kind of party}', rule))).toEqual([
      '10 The reason says nothing.',
    ])
  })

  it('says why paths pass that it does not name', async () => {
    expect(await findings(head + columns('{json: {$.a: email}, otherPaths: keep}'))).toEqual([
      '9 This has no reason: other paths kept.',
    ])
    expect(
      await findings(head + columns('{json: {$.a: email}, otherPaths: {keep: colours}}')),
    ).toEqual([])
  })

  it('does not give one reason for nearly everything', async () => {
    const others = Array.from({ length: 4 }, (_, i) => `{keep: reason number ${i}}`)
    const same = Array.from({ length: 5 }, () => '{keep: Business data}')
    expect(await findings(head + columns(...others, ...same))).toEqual([
      '13 5 of 9 kept columns have the same reason.',
    ])
    expect(await findings(head + columns(...others, ...same.slice(1)))).toEqual([])
    // Columns in one key share a reason because they share a thought.
    expect(
      await findings(
        `${head}tables: {t: {columns: {"a, b, c, d, e, f, g, h, i": {keep: catalogue of goods}}}}\n`,
      ),
    ).toEqual([])
  })

  it.each(presetNames())('can rest on the preset %s, which gives its reasons', async (preset) => {
    expect(await findings(`${good}extends: ${preset}\n`)).toEqual([])
  })
})
