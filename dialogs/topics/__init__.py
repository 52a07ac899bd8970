"""What Kitt can talk about: one module a topic. Importing this package registers what they answer to."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
