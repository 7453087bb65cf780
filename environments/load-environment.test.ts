import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseYaml } from '../core/source-text.ts'
import { environmentJsonSchema, environmentSchema } from './environment.ts'
import { loadEnvironment } from './load-environment.ts'

const read = (yaml: string) => parseYaml(yaml, 'e.yaml', environmentSchema).value

describe('environment files', () => {
  it('of this project are all valid', () => {
    const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.yaml'))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files)
      expect(loadEnvironment(join(import.meta.dirname, file)).value.name).toBe(
        file.replace('.yaml', ''),
      )
  })

  it('say where they are wrong', () => {
    const wrong = () =>
      read(
        'environment: 1\nname: e\nsystems:\n  shop: {kind: database, engine: oracle, version: "1"}\n',
      )
    expect(wrong).toThrow(
      expect.objectContaining({
        code: 'POLIGON_CONFIG',
        place: expect.objectContaining({ line: 4 }),
      }),
    )
  })

  it('have a JSON Schema that is current (node environments/write-environment-schema.ts writes it)', () => {
    const file = new URL('environment.schema.json', import.meta.url)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(environmentJsonSchema())
  })
})
