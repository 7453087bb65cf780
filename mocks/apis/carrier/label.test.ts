import { describe, expect, it } from 'vitest'
import { labelPdf } from './label.ts'

describe('a label', () => {
  const file = Buffer.from(labelPdf(['No. 6', 'To: (WAW) \\ ó'])).toString('latin1')

  it('is a PDF whose cross-reference table points at its objects', () => {
    expect(file.startsWith('%PDF-1.4\n')).toBe(true)
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1])
    expect(file.slice(table, table + 4)).toBe('xref')
    const offsets = [...file.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) =>
      Number(at),
    )
    expect(offsets).toHaveLength(5)
    offsets.forEach((at, i) => expect(file.slice(at).startsWith(`${i + 1} 0 obj\n`)).toBe(true))
  })

  it('has a stream as long as it says, with its text escaped', () => {
    const [, length, content] = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(file) ?? []
    expect(content).toHaveLength(Number(length))
    expect(content).toContain('(To: \\(WAW\\) \\\\ ?) Tj')
  })
})
