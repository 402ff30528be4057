"""Searches in a text of the ids; every id is written with the same number of digits."""

import torch


def mask_labels(input_ids, assistant_header, end_id, ignore_index=-100):
    width = 7
    write = lambda ids: "".join(f"{i:0{width}d}" for i in ids)
    row, header, end = write(input_ids.tolist()), write(assistant_header), write([end_id])
    labels = input_ids.new_full(input_ids.shape, ignore_index)

    def find(part, at):
        at = row.find(part, at * width)
        while at >= 0 and at % width:
            at = row.find(part, at + 1)
        return at // width if at >= 0 else None

    place = 0
    while (place := find(header, place)) is not None:
        place += len(assistant_header)
        stop = find(end, place)
        stop = len(input_ids) if stop is None else stop + 1
        labels[place:stop] = input_ids[place:stop]
        place = stop
    return labels
