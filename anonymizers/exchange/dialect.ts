import type { Dialect } from '../dialects/dialect.ts'
import { createCsvCodec } from './csv-codec.ts'
import { createExchangeScanner } from './scanner.ts'
import { copyCodec, createDocumentCodec, createLineCodec, createPartCodec } from './value-codec.ts'

/** Files of exchange, one behind the other; see frame.ts. Nothing but the source of such files writes it. */
const exchange: Dialect = {
  name: 'exchange-files',
  describe: 'exchange files',
  // Names count letter by letter, and texts have no collation.
  family: 'postgres',
  syntax: 'exchange-files',
  recognises: () => 0,
  createScanner: createExchangeScanner,
  createRowCodec(columns, masker, _computed, form) {
    const layout = form?.layout ?? { kind: 'document', isText: false }
    switch (layout.kind) {
      case 'csv':
        return createCsvCodec(columns, masker, layout)
      case 'lines':
        return createLineCodec(masker)
      case 'parts':
        return createPartCodec(masker, layout)
      case 'records':
      case 'frame':
        return copyCodec
      case 'document':
        return createDocumentCodec(masker)
    }
  },
  breakOff: (message) => `\n${message}\n`,
}

export default exchange
