import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeTestFolder } from '../core/test-folder.fixture.ts'
import { checkPoliciesAgree } from './policies-agree.ts'

const folder = makeTestFolder('agree')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const policy = (file: string, head: string) => {
  const path = join(folder, file)
  writeFileSync(path, `policy: 1\npurpose: tests\nsource: {engine: mysql}\n${head}\n`)
  return path
}
const shop = policy('shop.yaml', 'controller: {name: Kot}\nproject: hub')

describe('the policies of one environment', () => {
  it('agree when they name the same controller and project, whatever else they say', async () => {
    const erp = policy('erp.yaml', 'project: hub\ncontroller: {name: Kot, agreement: "7"}')
    await checkPoliciesAgree([shop, erp])
    await checkPoliciesAgree([shop])
    await checkPoliciesAgree([])
  })

  it.each([
    ['controller.name', 'project: hub\ncontroller: {name: Pies}'],
    ['controller.name', 'project: hub'],
    ['project', 'controller: {name: Kot}'],
    [
      'key.scope',
      'project: hub\ncontroller: {name: Kot}\nkey: {scope: project, reason: one copy a week}',
    ],
    ['locale', 'project: hub\ncontroller: {name: Kot}\nlocale: de'],
    ['key.prf', 'project: hub\ncontroller: {name: Kot}\nkey: {prf: hmac-sha256}'],
  ])('are refused when they differ in %s', async (part, head) => {
    const other = policy('other.yaml', head)
    await expect(checkPoliciesAgree([shop, other])).rejects.toMatchObject({
      code: 'POLIGON_POLICY_REFUSED',
      message: expect.stringMatching(
        new RegExp(`shop\\.yaml has another \`${part.replace('.', '\\.')}\`.*other\\.yaml`),
      ) as string,
    })
  })
})
