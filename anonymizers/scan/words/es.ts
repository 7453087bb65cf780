import type { LanguageWords } from './language.ts'

export const es: LanguageWords = {
  kinds: {
    first_name: 'nombre pila, nombre de pila, primer nombre, segundo nombre, nombre1, nombres',
    last_name:
      'apellido, apellidos, primer apellido, segundo apellido, apellido1, apellido2, apellido paterno, apellido materno, ape1, ape2',
    full_name:
      'nombre completo, nombre apellidos, nombre y apellidos, destinatario, remitente, titular, persona contacto, nombre cliente, nombre contacto, razon social contacto, autor, persona de contacto, nombre destinatario',
    email: 'correo, correo electronico, correoelectronico, direccion correo, correo e',
    phone:
      'telefono, telefonos, telf, tlf, tfno, movil, celular, numero telefono, telefono movil, telefono fijo, num telefono, numero movil, telefono1, telefono2',
    username: 'usuario, nombre usuario, nombre de usuario, apodo, creado por, modificado por',
    password_hash: 'contrasena, clave, contrasenia, clave acceso',
    secret: 'clave api, clave secreta, codigo activacion, ficha acceso',
    street:
      'calle, direccion, direccion1, direccion2, domicilio, numero calle, piso, puerta, portal, escalera, direccion envio, direccion facturacion, via publica, colonia, apartado correos, num exterior, num interior, nombre via',
    postcode: 'codigo postal, codigopostal, cod postal, cpostal, codpostal, c postal',
    city: 'ciudad, lugar nacimiento, lugar de nacimiento, localidad, poblacion, municipio, provincia, estado provincia, comunidad autonoma, pueblo',
    country: 'nacionalidad',
    company: 'empresa, razon social, nombre empresa, compania, nombre comercial, sociedad',
    job: 'cargo, profesion, puesto, ocupacion',
    tax_id:
      'nif, cif, rfc, numero fiscal, nif cif, cuit, rut, identificacion fiscal, numero iva, nit, ruc',
    national_id:
      'dni, nie, pasaporte, numero pasaporte, curp, seguridad social, numero seguridad social, cedula, documento identidad, num documento',
    birth_date:
      'fecha nacimiento, fecha de nacimiento, nacimiento, fec nac, fecha nac, fnac, cumpleanos, fnacimiento',
    gender: 'sexo, genero, tratamiento, estado civil',
    iban: 'cuenta bancaria, numero cuenta, num cuenta, cuenta corriente, ccc, nro cuenta',
    bank: 'banco, nombre banco, entidad bancaria, sucursal',
    card: 'tarjeta, numero tarjeta, tarjeta credito, num tarjeta',
    ip: 'direccion ip',
    url: 'pagina web, sitio web',
    tracking: 'numero seguimiento, num seguimiento, codigo seguimiento, numero guia',
    signature: 'firma cliente, firma digital',
  },
  name: 'nombre',
  note: 'observaciones, observacion, comentario, comentarios, nota, notas, mensaje, opinion, resena',
  weakNote: 'descripcion, motivo, contenido, asunto',
  person:
    'cliente, clientes, usuario, usuarios, persona, personas, empleado, empleados, direccion, direcciones, contacto, contactos, proveedor, proveedores, comprador, compradores, vendedor, vendedores, socio, socios, paciente, pacientes, destinatario, destinatarios, suscriptor, suscriptores, trabajador, trabajadores, alumno, alumnos',
  deed: 'pedido, pedidos, factura, facturas, carrito, carritos, devolucion, devoluciones, envio, envios, pago, pagos, presupuesto, albaran, venta, ventas, consulta, consultas, reclamacion, reserva, reservas, mensaje, mensajes, cita, citas, albaranes',
  thing:
    'producto, productos, articulo, articulos, categoria, categorias, pais, paises, idioma, idiomas, moneda, almacen, marca, tienda, tiendas, fichero, archivo, plantilla, parametro, tarifa, tarifas, unidad, grupo, grupos, rol, impuesto, familia, familias, serie',
}
