import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { environmentFile, findProject, stepModules } from './project.ts'

const root = mkdtempSync(join(tmpdir(), 'poligon-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function project(name: string, environments: readonly string[], preferred?: string) {
  const folder = join(root, name)
  mkdirSync(join(folder, 'features', 'deep'), { recursive: true })
  mkdirSync(join(folder, 'environments'))
  for (const environment of environments)
    writeFileSync(join(folder, 'environments', `${environment}.yaml`), '')
  if (preferred !== undefined)
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ poligon: { environment: preferred } }),
    )
  return { root: folder }
}

describe('a project', () => {
  it('is found from a folder inside it', () => {
    const { root: folder } = project('found', [])
    expect(findProject(join(folder, 'features', 'deep')).root).toBe(folder)
  })

  it('has one environment, or says which is meant', () => {
    const one = project('one', ['shop'])
    expect(environmentFile(one)).toBe(join(one.root, 'environments', 'shop.yaml'))
    const two = project('two', ['shop', 'crm'])
    expect(() => environmentFile(two)).toThrow(/not said which environment.*crm, shop/)
    expect(environmentFile(two, 'crm')).toBe(join(two.root, 'environments', 'crm.yaml'))
    expect(environmentFile(two, 'other/x.yaml')).toBe(join(two.root, 'other', 'x.yaml'))
    expect(() => environmentFile(two, 'erp')).toThrow(/no environment erp.*crm, shop/)
    const preferring = project('preferring', ['shop', 'crm'], 'shop')
    expect(environmentFile(preferring)).toBe(join(preferring.root, 'environments', 'shop.yaml'))
  })

  it('adds its own steps to those that come with Poligon', () => {
    const theirs = project('steps', [])
    expect(stepModules(theirs).at(-1)).toBe(join(theirs.root, 'steps', '**', '*.steps.{ts,js,mjs}'))
    const here = findProject(import.meta.dirname)
    expect(stepModules(here)).toEqual(stepModules(theirs).slice(0, -1))
  })
})
