/** What masking running text needs, as ../../wasm-text.ts lays it out. */
import { setForms } from './base-forms.ts'
import { setPool } from './find-names.ts'
import { setFreeText } from './free-text.ts'
import { setKnown } from './known-words.ts'
import { setParts } from './parts.ts'
import { setGenderEndings } from './recognise.ts'
import { setWords } from './words.ts'

export function configureText(config: usize): void {
  setKnown(load<u32>(config), load<u32>(config, 4), load<u32>(config, 8), load<u32>(config, 12))
  setForms(load<u32>(config, 16), load<u32>(config, 20))
  setGenderEndings(load<u32>(config, 24), load<u32>(config, 28))
  setWords(load<u32>(config, 32), load<u32>(config, 36))
  setParts(load<u32>(config, 40), load<u32>(config, 44))
  setPool(load<u32>(config, 48), load<u32>(config, 52))
  setFreeText(load<u32>(config, 56), load<u32>(config, 60), load<u32>(config, 64))
}
