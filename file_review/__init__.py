"""File review (案卷评查): old files judged by the law that drives live cases; facts are never refused."""
