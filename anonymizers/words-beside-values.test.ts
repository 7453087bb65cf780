import { describe, expect, it } from 'vitest'
import { createRowMasker } from './kernel/row-masker-of.ts'
import { transformers } from './registry.ts'
import type { ColumnShape } from './column.ts'

const column: ColumnShape = {
  name: 'value',
  kind: 'text',
  declared: 'text',
  nullable: true,
  generated: false,
  caseInsensitive: false,
}

/** Values of every kind, with the name of somebody beside them where only a number or date should be. */
const inputs = [
  'Иван Петров 5260250995',
  'ŻŁĄĆ 5260250995',
  'PL山田5260250995',
  'żółć600123456',
  '+48 600 123 456 山田',
  '山田太郎61109010140000071219812874',
  'łąćę 012100784',
  'łąćę44051401359',
  '山田 00-950',
  '山田192.168.0.1',
  '1980-05-12 Zofia Łąćka',
  '1980-05-12T10:00:00 Zofia Łąćka',
  '0000-00-00 Zofia Łąćka',
  '9999-12-31 Zofia Łąćka',
]
const words = /Иван|Петров|ŻŁĄĆ|山田|żółć|łąćę|Zofia|Łąćka/i

describe.each(Object.entries(transformers))('%s', (name, load) => {
  const keys = Array.from({ length: 3 }, (_, i) => new Uint8Array(32).fill(i + 1))

  it('lets no word through that stands beside a value of its kind', async () => {
    const transformer = (await load()).default
    const usual = transformer.params.safeParse({})
    const [example] = transformer.examples
    const params = usual.success ? usual : transformer.params.safeParse(example?.params)
    if (!params.success || !transformer.accepts.includes('text')) {
      expect(['constant']).toContain(name)
      return
    }
    const program = transformer.compile(params.data, column)
    for (const key of keys) {
      const masker = createRowMasker(
        {
          shape: { name: 't', family: 'mysql', columns: [column], uniqueKeys: [], foreignKeys: [] },
          rows: 'masked',
          columns: [{ column: 'value', treatment: 'mask', transformer: name, program }],
        },
        ['value'],
        key,
        undefined,
      )
      for (const input of inputs) {
        let masked = ''
        try {
          masked = Buffer.from(masker.mask([Buffer.from(input)])[0] ?? []).toString()
        } catch (failure) {
          expect(failure).toMatchObject({ code: 'POLIGON_VALUE' })
        }
        const own = words.exec(masked)?.[0] ?? ''
        expect(own !== '' && input.toLowerCase().includes(own.toLowerCase()), input).toBe(false)
      }
    }
  })
})
