"""D-Bus as it goes over the wire, by the D-Bus specification 0.41: values, messages, and both ends of a connection. The
least that a fake needs: little-endian, no descriptors."""
import os
import socket
import struct

CALL, RETURN, ERROR, SIGNAL = 1, 2, 3, 4
FIELDS = {1: ("path", "o"), 2: ("interface", "s"), 3: ("member", "s"), 4: ("error", "s"), 5: ("reply_to", "u"),
          6: ("destination", "s"), 7: ("sender", "s"), 8: ("signature", "g")}
FIXED = {"y": "<B", "n": "<h", "q": "<H", "i": "<i", "u": "<I", "x": "<q", "t": "<Q", "d": "<d"}
ALIGNMENT = {"y": 1, "g": 1, "v": 1, "n": 2, "q": 2, "x": 8, "t": 8, "d": 8, "(": 8, "{": 8}


class Boxed:
    """A value of type `v`: it brings its own type."""

    def __init__(self, signature, value):
        self.signature, self.value = signature, value


def first(signature):
    """The first complete type of a signature."""
    if signature[0] == "a":
        return "a" + first(signature[1:])
    if signature[0] not in "({":
        return signature[0]
    depth = 0
    for index, letter in enumerate(signature):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(letter, 0)
        if depth == 0:
            return signature[:index + 1]
    raise ValueError(signature)


def types(signature):
    """A signature's complete types, one after the other."""
    while signature:
        kind = first(signature)
        yield kind
        signature = signature[len(kind):]


def align(out, count):
    out.extend(b"\0" * (-len(out) % count))


def write(out, kind, value):
    """Append a value of the complete type `kind` to the bytearray `out`."""
    align(out, ALIGNMENT.get(kind[0], 4))
    if kind in FIXED:
        out += struct.pack(FIXED[kind], value)
    elif kind == "b":
        out += struct.pack("<I", bool(value))
    elif kind in "so":
        text = value if isinstance(value, bytes) else value.encode()
        out += struct.pack("<I", len(text)) + text + b"\0"
    elif kind == "g":
        out += bytes([len(value)]) + value.encode() + b"\0"
    elif kind == "v":
        write(out, "g", value.signature)
        write(out, value.signature, value.value)
    elif kind[0] == "a":
        inner = first(kind[1:])
        out += b"\0\0\0\0"
        length_at = len(out) - 4
        align(out, ALIGNMENT.get(inner[0], 4))
        start = len(out)
        if inner == "y":
            out += bytes(value)
        else:
            for element in value.items() if isinstance(value, dict) else value:
                write(out, inner, element)
        struct.pack_into("<I", out, length_at, len(out) - start)
    else:
        for inner, element in zip(types(kind[1:-1]), value, strict=True):
            write(out, inner, element)


class Reader:
    """Takes values from bytes, in their order."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        self.at += count
        return self.data[self.at - count:self.at]

    def read(self, kind):
        self.at += -self.at % ALIGNMENT.get(kind[0], 4)
        if kind in FIXED:
            return struct.unpack(FIXED[kind], self.take(struct.calcsize(FIXED[kind])))[0]
        if kind == "b":
            return self.read("u") != 0
        if kind in "so":
            return self.take(self.read("u") + 1)[:-1].decode()
        if kind == "g":
            return self.take(self.read("y") + 1)[:-1].decode()
        if kind == "v":
            signature = self.read("g")
            return Boxed(signature, self.read(signature))
        if kind[0] == "a":
            inner, length = first(kind[1:]), self.read("u")
            self.at += -self.at % ALIGNMENT.get(inner[0], 4)
            end = self.at + length
            if inner == "y":
                return bytes(self.take(length))
            values = []
            while self.at < end:
                values.append(self.read(inner))
            return dict(values) if inner[0] == "{" else values
        return tuple(self.read(inner) for inner in types(kind[1:-1]))


class Message:
    """One message; `body` is a sequence of values by `signature`."""

    def __init__(self, kind, serial=0, body=(), **fields):
        self.kind, self.serial, self.body = kind, serial, body
        self.path = self.interface = self.member = self.error = self.destination = self.sender = None
        self.reply_to, self.signature = None, ""
        self.__dict__.update(fields)

    def encoded(self):
        body = bytearray()
        for kind, value in zip(types(self.signature), self.body, strict=True):
            write(body, kind, value)
        fields = [(code, Boxed(kind, getattr(self, name))) for code, (name, kind) in FIELDS.items()
                  if getattr(self, name)]
        head = bytearray(struct.pack("<cBBBII", b"l", self.kind, 0, 1, len(body), self.serial))
        write(head, "a(yv)", fields)
        align(head, 8)
        return bytes(head + body)


class Connection:
    """Messages over a socket, after the greeting."""

    def __init__(self, connected):
        self.socket, self.buffer, self.serial, self.waiting = connected, b"", 0, []

    def line(self):
        while b"\r\n" not in self.buffer:
            self.fill()
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        return line

    def fill(self):
        more = self.socket.recv(1 << 16)
        if not more:
            raise EOFError
        self.buffer += more

    def bytes(self, count):
        while len(self.buffer) < count:
            self.fill()
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def send(self, message):
        self.serial += 1
        message.serial = self.serial
        self.socket.sendall(message.encoded())
        return self.serial

    def receive(self):
        return self.waiting.pop(0) if self.waiting else self.next()

    def next(self):
        head = self.bytes(16)
        if head[:1] != b"l":
            raise ValueError("big-endian")
        size, serial, length = struct.unpack("<III", head[4:])
        fields = self.bytes(length + -length % 8)[:length]
        message = Message(head[1], serial)
        # The fields begin at the sixteenth byte, so that their alignment is the same from their own start.
        reader = Reader(fields)
        while reader.at < length:
            code, value = reader.read("(yv)")
            if code in FIELDS:
                setattr(message, FIELDS[code][0], value.value)
        reader = Reader(self.bytes(size))
        message.body = tuple(reader.read(kind) for kind in types(message.signature))
        return message

    def answer(self, call, signature="", *body):
        self.send(Message(RETURN, body=body, signature=signature, destination=call.sender, reply_to=call.serial))

    def refuse(self, call, error, text=""):
        self.send(Message(ERROR, body=(text,), signature="s", error=error, destination=call.sender,
                          reply_to=call.serial))


def connect(address):
    """A client's connection to the bus at `address`, greeted, its Hello answered."""
    fields = dict(part.split("=", 1) for part in address.split(":", 1)[1].split(","))
    connected = socket.socket(socket.AF_UNIX)
    connected.connect(fields["path"] if "path" in fields else "\0" + fields["abstract"])
    connection = Connection(connected)
    connected.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
    if not connection.line().startswith(b"OK"):
        raise OSError("the bus refuses this user")
    connected.sendall(b"BEGIN\r\n")
    ask_bus(connection, "Hello")
    return connection


def ask_bus(connection, member, signature="", *body):
    """Ask the bus itself, and wait for its answer. What comes before it waits: calls that the bus kept for a new name."""
    serial = connection.send(Message(
        CALL, body=body, signature=signature, path="/org/freedesktop/DBus", interface="org.freedesktop.DBus",
        member=member, destination="org.freedesktop.DBus"))
    while True:
        answer = connection.next()
        if answer.reply_to != serial:
            connection.waiting.append(answer)
        elif answer.kind == ERROR:
            raise OSError(f"{member}: {answer.error}")
        else:
            return answer.body


def accept(connected):
    """A client's connection as the bus sees it, greeted."""
    connection = Connection(connected)
    connection.bytes(1)
    while True:
        line = connection.line()
        if line == b"BEGIN":
            return connection
        reply = {b"AUTH": b"OK 0123456789abcdef0123456789abcdef" if b"EXTERNAL" in line else b"REJECTED EXTERNAL",
                 b"NEGOTIATE_UNIX_FD": b"ERROR"}.get(line.split(b" ")[0], b"ERROR")
        connected.sendall(reply + b"\r\n")
