import { z } from 'zod'
import { limit, requireLength } from '../fit.ts'
import { longestPlaceholder, placeholders } from '../kernel/placeholders.ts'
import type { FileKind } from '../programs/form-programs.ts'
import { defineTransformer } from '../transformer.ts'

const kinds = [
  'pdf',
  'png',
  'jpeg',
  'gif',
  'zip',
  'xml',
  'json',
  'text',
] as const satisfies FileKind[]

/**
 * A small valid file: an empty page, a grey dot, an archive with one text. Of the kind that the value's
 * first bytes say; a document of an office program is an archive by them. Files as bytes, as base 64 and
 * as `data:` addresses keep their form.
 */
export default defineTransformer({
  name: 'placeholder',
  describe: 'Replaces a stored file by a small valid one of the same kind.',
  kinds: ['file', 'image', 'document'],
  params: z.strictObject({
    as: z
      .enum(kinds)
      .optional()
      .describe('The kind of all files; when not set, that of the value.'),
  }),
  accepts: ['binary', 'text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true, keyless: true },
  examples: [
    { input: 'x', params: { as: 'json' }, matches: /^\{\}$/ },
    { input: '%PDF-1.7 …', matches: /^%PDF-1\.4\n[\s\S]*%%EOF\n$/ },
    { input: '\\xffd8ffe000104a46', matches: /^\\xffd8ffe0[0-9a-f]+ffd9$/ },
    {
      input: 'data:image/png;base64,iVBORw0KGgoAAAA',
      matches: /^data:image\/png;base64,iVBORw0KGgo/,
    },
    {
      input: 'data:contract-of/jan.nowak;base64,JVBERi0xLjQ=',
      matches: /^data:application\/pdf;base64,JVBERi/,
    },
  ],
  compile({ as }, column) {
    requireLength('placeholder', column, as ? placeholders[as].length : longestPlaceholder)
    return { op: 'placeholder', ...(as === undefined ? {} : { as }), ...limit(column) }
  },
})
