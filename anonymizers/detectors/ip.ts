import { isIP } from 'node:net'
import { defineValueDetector } from './value-detector.ts'

export default defineValueDetector({
  kind: 'ip',
  describe: 'Addresses of machines, IPv4 (RFC 791) and IPv6 (RFC 4291), not those of any machine.',
  recognise: (value) => {
    const text = value.trim().replace(/\/\d+$/, '')
    const version = isIP(text)
    if (version === 0 || /^(?:0\.0\.0\.0|255\.255\.255\.255|::)$/.test(text)) return 0
    // 1.2.3.4 is a version number as well.
    return version === 6 || Math.max(...text.split('.').map(Number)) > 30 ? 0.95 : 0.5
  },
  whole: ['192.0.2.17', '198.51.100.250', '2001:db8::17', '203.0.113.5/32'],
  foreign: ['1.2.3', '0.0.0.0', '300.1.1.1', '12:30', '::', 'example.com'],
})
