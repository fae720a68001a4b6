"""Tables as Arrow sees them."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from exports.columns import Column, Format, Table, Values

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_TYPED = {Format.DATE: pa.date32(), Format.DATETIME: pa.timestamp("us", tz="UTC")}


def text_schema(table: Table) -> pa.Schema:
    """Columns with dates and times as texts."""
    return pa.schema([pa.field(c.name, _TYPES[c.type], nullable=c.nullable) for c in table.columns])


def typed_schema(table: Table) -> pa.Schema:
    """Columns with dates as dates and times as times, UTC, microseconds."""
    return pa.schema([pa.field(c.name, typed(c), nullable=c.nullable) for c in table.columns])


def typed(column: Column) -> pa.DataType:
    by_format = _TYPED.get(column.means.format) if column.means.format else None
    return by_format or _TYPES[column.type]


def batch_of(table: Table, rows: Sequence[Values]) -> pa.RecordBatch:
    schema = text_schema(table)
    columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def rows_of(table: Table, batch: pa.RecordBatch) -> Iterator[Values]:
    """The reverse of `batch_of`, from typed columns."""
    columns = [
        _texts(column, array).to_pylist() for column, array in zip(table.columns, batch.columns, strict=True)
    ]
    yield from zip(*columns, strict=True)


def _texts(column: Column, array: pa.Array) -> pa.Array:
    if column.means.format is Format.DATE:
        return array.cast(pa.string())
    if column.means.format is Format.DATETIME:
        return pc.strftime(array, "%Y-%m-%dT%H:%M:%SZ")
    return array
