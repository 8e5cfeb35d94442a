"""A mail of the program, read by Python's parser, which raises what is wrong with it."""

import email
import email.policy

STRICT = email.policy.SMTP.clone(raise_on_defect=True)


class Mail:
    """A report as the mail that it is."""

    def __init__(self, data):
        self.bytes = data
        self.message = email.message_from_bytes(data, policy=STRICT)
        self.parts = list(self.message.iter_parts())
        self.texts = [part.get_content() for part in self.parts]

    def header(self, name):
        return str(self.message[name]) if self.message[name] is not None else None

    def names(self):
        return [name.lower() for name in self.message.keys()]
