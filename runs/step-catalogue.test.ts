import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { listSteps, stepsMatching } from './step-catalogue.ts'

const project = { root: fileURLToPath(new URL('..', import.meta.url)) }
const steps = await listSteps(project)
const polish =
  /[ąćęłńóśźż]|^(w|z|system .* (ma|odpowiada|otrzymał)|plik|powiadomienie|uruchamiam|wyzwalam) /

describe('the step language', () => {
  it('comes from every step module', () => {
    const modules = readdirSync(new URL('../steps', import.meta.url)).filter((file) =>
      file.endsWith('.steps.ts'),
    )
    expect(modules.length).toBeGreaterThan(5)
    for (const module of modules)
      expect(
        steps.some(({ file }) => file.endsWith(module)),
        module,
      ).toBe(true)
  })

  it('says everything in English and in Polish', () => {
    const [pl, en] = [true, false].map((wanted) =>
      steps.filter(({ pattern }) => polish.test(pattern) === wanted),
    )
    expect(pl?.length).toBe(en?.length)
    expect(pl?.length).toBeGreaterThan(25)
  })

  it('has an example for every pattern, which no other pattern matches', async () => {
    const matches = await stepsMatching(
      project,
      steps.map(({ example }) => example),
    )
    const wrong = steps
      .map(({ pattern, example }, i) => ({ pattern, example, matched: matches[i] ?? [] }))
      .filter(({ pattern, matched }) => matched.length !== 1 || matched[0] !== pattern)
    expect(wrong).toEqual([])
  })
})
