"""The law that the tests of the law ask under: the one that ships."""

from law.edition import shipped

LAW = shipped()
