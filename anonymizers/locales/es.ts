import { composed, partsIn, regionsIn, townsIn } from './compose.ts'
import { defineLocale } from './locale.ts'
import { phoneRanges } from './phone-ranges.ts'

const things = partsIn(
  'Mayor|Nueva|Real|del Agua|de la Alameda|de los Álamos|de los Almendros|de la Amapola|Ancha|del Arenal|del Arroyo|de la Azucena|del Barranco|del Bosque|del Caballo|de la Calzada|del Campo|de los Cedros|de las Cerezas|del Cielo|de los Cipreses|de la Colina|del Comercio|de la Concordia|de la Cruz|de la Encina|de la Ermita|de la Escuela|de la Esperanza|de la Estación|de la Estrella|de los Eucaliptos|de la Fábrica|de las Flores|de la Fuente|de los Geranios|de la Granja|de la Higuera|de la Huerta|de la Iglesia|del Jardín|de los Jazmines|del Lago|de los Laureles|de la Libertad|de los Limones|del Lirio|de la Luna|de la Luz|del Mar|de la Margarita|del Mercado|de la Mina|del Molino|del Monte|de la Montaña|de la Muralla|de los Naranjos|de los Nogales|del Norte|de los Olivos|del Olmo|del Palacio|de las Palmeras|del Parque|de la Paz|de los Pinos|de la Playa|de la Plata|del Pozo|del Prado|del Puente|del Puerto|de las Rosas|de los Sauces|de la Sierra|del Sol|del Sur|del Teatro|de los Tilos|de la Torre|del Trigo|del Valle|de la Vega|de la Viña|de las Violetas',
)

export default defineLocale({
  name: 'es',
  describe: 'Spanish, Spain',
  country: 'ES',
  charsets: /^(?:latin[159]|cp125[24]|win125[24]|windows-125[24]|iso-?8859-?(?:1|9|15))$/i,
  street: { before: '', number: 'behind' },
  postcode: 'NNNNN',
  phone: phoneRanges.ES,
  accounts: 'ES',
  mailDomains: ['@correo.example', '@mail.example', '@cartas.example', '@buzon.example'],
  jobTitles: partsIn(
    'Administrativo|Almacenero|Analista de datos|Asesor comercial|Auxiliar de oficina|Conductor|Consultor|Contable|Coordinador de envíos|Director financiero|Electricista|Encargado de tienda|Gestor de compras|Ingeniero de producción|Inspector de calidad|Jefe de almacén|Jefe de proyecto|Mecánico|Programador|Recepcionista|Representante|Responsable de ventas|Técnico',
  ),
  words: {
    names: 'es',
    letters: /^[A-Za-zÀ-ÖØ-öø-ÿ' -]+$/,
    twoSurnames: true,
    surnames: composed(
      `Aba Agui Alar Alba Alca Alde Alma Alva Ara Aran Arro Ba Bar Bas Be Bel Bena Ber Bla Bo Bra Bus Ca Cal Cam Can Car Cas Cei Cer Cor Cu
      Do Du Es Fa Fe Fon Fra Ga Gal Gara Go Gra Gue Her Hi Iba Iza Ja La Lare Le Lo Lu Ma Mal Man Mar Me Men Mi Mon Mora Na Nava O Oli Or Pa Pala
      Pe Pon Que Ra Re Ri Ro Ru Sa Sala San Se Si So Ta To Tru U Va Val Ve Ver Vi Villa Za`,
      'bal brera cedo cho der des dia do drado gar gas jada jos lar lero les llo llos mares mero mora nares navente nco ndez nero nes quez ral redo rero res rez rias rrez sado tierra vares vera za zano zuela',
    ),
    streets: ['Calle', 'Avenida', 'Plaza', 'Paseo', 'Camino'].flatMap((kind) =>
      things.map((thing) => `${kind} ${thing}`),
    ),
    towns: townsIn(`
AN Sevilla 410, Málaga 290, Córdoba 140, Granada 180, Cádiz 110, Almería 040, Jaén 230, Huelva 210
AR Zaragoza 500, Huesca 220, Teruel 440
AS Oviedo 330, Gijón 332
IB Palma 070
CN Las Palmas 350, Santa Cruz de Tenerife 380
CB Santander 390
CL Valladolid 470, León 240, Burgos 090, Salamanca 370, Segovia 400, Soria 420
CM Toledo 450, Albacete 020, Cuenca 160, Guadalajara 190
CT Barcelona 080, Tarragona 430, Lleida 250, Girona 170, Sabadell 082
EX Badajoz 060, Cáceres 100
GA A Coruña 150, Vigo 362, Lugo 270, Ourense 320
MD Madrid 280, Getafe 289, Alcalá de Henares 288
MC Murcia 300, Cartagena 302
NC Pamplona 310
PV Bilbao 480, San Sebastián 200, Vitoria 010
RI Logroño 260
VC Valencia 460, Alicante 030, Castellón 120, Elche 032`),
    regions: regionsIn(
      'AN Andalucía|AR Aragón|AS Asturias|IB Islas Baleares|CN Canarias|CB Cantabria|CL Castilla y León|CM Castilla-La Mancha|CT Cataluña|EX Extremadura|GA Galicia|MD Madrid|MC Murcia|NC Navarra|PV País Vasco|RI La Rioja|VC Comunidad Valenciana',
    ),
    companyForms: partsIn('S.L.|S.L.|S.L.|S.A.|S.L.U.|S. Coop.'),
    sentences: partsIn(`
Tratar el paquete con cuidado.|El pedido ha sido aceptado.|Mercancía conforme, todo en orden.|Adjuntar la factura al envío.
Entrega posible por la tarde.|El paquete puede quedar en el punto de recogida.|Embalaje algo dañado, contenido intacto.|Revisar existencias antes del envío.
La fecha de entrega se ha cambiado.|Devolución aceptada según las condiciones.|Reclamación aceptada.|Cualquier color sirve.|Sin comentarios.|Envío tras el pago.
Enviar los dos pedidos juntos.|Es para regalo, envolver bien.|Datos comprobados.|Descuento aplicado según contrato.|Disponible en días laborables.
Caso cerrado.|Por aclarar con atención.|Texto de prueba.|Contenido sustituido.|Sin cambios.|Nota.`),
  },
})
