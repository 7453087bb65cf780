import { defineValueDetector } from './value-detector.ts'

export default defineValueDetector({
  kind: 'mac',
  describe: 'Hardware addresses of 48 bits (IEEE 802), six pairs of hex digits.',
  recognise: (value) =>
    /^(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i.test(value.trim()) ? 0.95 : 0,
  whole: ['00:00:5e:00:53:01', '00-00-5E-00-53-AF'],
  foreign: ['00:00:5e', '2026-11-23', '12:30:45', '00:00:5e:00:53:zz'],
})
