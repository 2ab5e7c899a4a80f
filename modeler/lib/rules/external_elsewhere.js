'use strict';

module.exports = require('../rules').ruleOf('external_elsewhere');
