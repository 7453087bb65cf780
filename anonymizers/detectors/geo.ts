import { defineValueDetector } from './value-detector.ts'

const number = String.raw`-?\d{1,3}\.\d{3,20}`
const pair = new RegExp(String.raw`^\(?(${number})\s?[,; ]\s?(${number})\)?$`)
/** OGC 06-103r4: well-known text. */
const point = new RegExp(
  String.raw`^(?:SRID=\d+;)?POINT ?Z? ?\(\s?(-?\d[\d.]*)[ ,]+(-?\d[\d.]*)`,
  'i',
)

const isPlace = (latitude: number, longitude: number): boolean =>
  Math.abs(latitude) <= 90 &&
  Math.abs(longitude) <= 180 &&
  (latitude !== 0 || longitude !== 0) &&
  !(Number.isInteger(latitude) && Number.isInteger(longitude))

/** Well-known binary of a point, in hex: as PostGIS has it, and as MySQL stores it behind its four bytes of a system. */
function ofBinary(text: string): boolean {
  const hex = text.replace(/^(?:\\x|0x)/i, '')
  const [, coordinates = ''] =
    /^(?:[0-9a-f]{8})?01(?:01000000|01000020[0-9a-f]{8})([0-9a-f]{32})$/i.exec(hex) ?? []
  if (coordinates === '') return false
  const bytes = Buffer.from(coordinates, 'hex')
  return isPlace(bytes.readDoubleLE(8), bytes.readDoubleLE(0))
}

export default defineValueDetector({
  kind: 'geo',
  describe:
    'Places on Earth: latitude and longitude as text, POINT as well-known text and binary (OGC 06-103r4).',
  recognise: (value) => {
    const text = value.trim()
    if (text.length > 120) return 0
    const [, first = '', second = ''] = pair.exec(text) ?? []
    if (first !== '') return isPlace(Number(first), Number(second)) ? 0.9 : 0
    const [, x = '', y = ''] = point.exec(text) ?? []
    if (x !== '') return isPlace(Number(y), Number(x)) ? 0.9 : 0
    return ofBinary(text) ? 0.95 : 0
  },
  whole: [
    '50.061430, 19.936580',
    '(19.936580,50.061430)',
    'POINT(19.93658 50.06143)',
    'SRID=4326;POINT(19.9 50.1)',
    '0101000020E610000000000000008034400000000000004940',
  ],
  foreign: ['12.50, 3.20', '1200.500,300.250', '192.168.100', '50.061430', 'POINT', '0, 0', '1,2'],
})
