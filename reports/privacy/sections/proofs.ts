import { factList, type Fact } from '../parts.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

export default definePrivacySection({
  name: 'proofs',
  title: { en: 'By what it can be recognised', pl: 'Po czym ją rozpoznać' },
  render({ keyId, set, policy, schema, hashes, trail, versions }, texts) {
    const say = privacyWords(texts)
    const facts: readonly Fact[] = [
      [say('keyId'), keyId],
      [say('set'), set ?? say('setless')],
      [say('versions'), `Poligon ${versions.poligon}, Node.js ${versions.node}, ${versions.dump}`],
      [say('policy'), policy, 'wide'],
      [say('schema'), schema, 'wide'],
      ...(hashes?.input === undefined ? [] : [[say('input'), hashes.input, 'wide'] as const]),
      ...(hashes?.output === undefined ? [] : [[say('output'), hashes.output, 'wide'] as const]),
      ...(trail ? [[say('trail'), `${trail.number}, ${trail.hash}`, 'wide'] as const] : []),
    ]
    return factList(facts)
  },
})
