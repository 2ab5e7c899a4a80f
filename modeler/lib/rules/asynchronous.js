'use strict';

module.exports = require('../rules').ruleOf('asynchronous');
