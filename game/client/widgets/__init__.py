"""A thin layer of widgets: they draw, take the pointer and the keys, and know nothing of the game."""

from game.client.widgets.base import Action, Ui, Widget
from game.client.widgets.button import Bars, Button, Chip
from game.client.widgets.field import Field
from game.client.widgets.label import Label
from game.client.widgets.listing import Listing, Row
from game.client.widgets.modal import Modal
from game.client.widgets.notice import Notice
from game.client.widgets.panel import Panel
from game.client.widgets.reading import Reading
from game.client.widgets.scroll import Scroll
from game.client.widgets.tabs import Tabs

__all__ = [
    "Action",
    "Bars",
    "Button",
    "Chip",
    "Field",
    "Label",
    "Listing",
    "Modal",
    "Notice",
    "Panel",
    "Reading",
    "Row",
    "Scroll",
    "Tabs",
    "Ui",
    "Widget",
]
